package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.inhibition.InhibitionRules;
import com.kaldrix.monitoring.alert.interval.NamedIntervals;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.route.RouteDefinition;
import com.kaldrix.monitoring.alert.template.Templates;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A file in Alertmanager's own format, with Alertmanager's meaning and defaults.
 *
 * @param resolveTimeout when an alert without an end is over unless it is reported again; positive
 * @param route the root of the routing tree
 * @param receivers in the order of the file, with unique names
 * @param inhibition which alerts keep which others quiet, in the order of the file
 * @param intervals the times of the week and the year that routes name
 * @param templates what the texts of receivers may call
 * @param masked the file as it may be shown: without comments, and with {@code <secret>} in place of each secret
 */
public record AlertmanagerFile(
        Duration resolveTimeout,
        Route route,
        List<Receiver> receivers,
        InhibitionRules inhibition,
        NamedIntervals intervals,
        Templates templates,
        String masked) {
    private static final Keys KEYS = Keys.of(
                    "global",
                    "route",
                    "receivers",
                    "inhibit_rules",
                    "time_intervals",
                    "mute_time_intervals",
                    "templates")
            .refusing("tracing", "event_recorder");

    public AlertmanagerFile {
        receivers = List.copyOf(receivers);
    }

    /**
     * Reads a file.
     *
     * @param name what to call it in messages
     * @param text its content
     * @param baseDirectory where the relative names of secret files begin
     * @throws ConfigurationException with all that is wrong with it; keys of Alertmanager that are not supported yet are
     *     among that, and never ignored
     */
    public static AlertmanagerFile parse(String name, String text, Path baseDirectory) {
        Reading reading = new Reading(name, baseDirectory);
        Optional<Node> node = YamlText.compose(text, reading);
        if (node.isEmpty()) {
            reading.finish();
        }
        Node document = node.orElseThrow();
        Section root = Section.of(reading, "", document, KEYS);
        Globals globals = Globals.read(root);
        Templates templates = new TemplateFiles(reading, baseDirectory).read(root);
        List<Receiver> receivers = new ReceiverReader(globals, new Words(templates)).read(root);
        Set<String> names = receivers.stream().map(Receiver::name).collect(Collectors.toSet());
        root.require("route", "there is no 'route'");
        NamedIntervals intervals = IntervalReader.read(root);
        RouteDefinition route = new RouteReader(names, intervals.all().keySet()).read(root);
        InhibitionRules inhibition = InhibitionReader.read(root);
        reading.finish();
        return new AlertmanagerFile(
                globals.resolveTimeout(),
                Route.root(route),
                receivers,
                inhibition,
                intervals,
                templates,
                YamlText.masked(document, reading));
    }
}
