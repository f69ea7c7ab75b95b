package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.condition.Condition;
import com.kaldrix.monitoring.alert.enrich.Enrichment;
import com.kaldrix.monitoring.alert.escalation.EscalationPolicies;
import com.kaldrix.monitoring.alert.flap.FlapRule;
import com.kaldrix.monitoring.alert.heartbeat.Heartbeat;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.remediation.RemediationRule;
import com.kaldrix.monitoring.alert.severity.SeverityRules;
import com.kaldrix.monitoring.alert.storm.StormRule;
import com.kaldrix.monitoring.alert.window.MaintenanceWindow;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.YamlText;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * {@code kaldrix.yml}: what Alertmanager's format has no words for. It names routes by matchers and receivers by name.
 *
 * @param severityRules how bad an alert is
 * @param escalationPolicies who is told when nobody answers
 * @param fallbacks who is told when a receiver cannot be reached
 * @param enrichment what is added to alerts
 * @param directory who can be on call
 * @param heartbeats who must speak from time to time
 * @param remediation what machines put right
 * @param mappings how JSON of any shape becomes an alert; the first that takes a document counts
 * @param windows when certain alerts are kept and nobody is told of them
 * @param conditions rules in CEL that keep alerts quiet while they are true
 * @param flapping when an alert flaps
 * @param storms when one page stands for many incidents
 */
public record KaldrixFile(
        SeverityRules severityRules,
        EscalationPolicies escalationPolicies,
        Fallbacks fallbacks,
        Enrichment enrichment,
        Directory directory,
        List<Heartbeat> heartbeats,
        List<RemediationRule> remediation,
        List<MappingDefinition> mappings,
        List<MaintenanceWindow> windows,
        List<Condition> conditions,
        FlapRule flapping,
        StormRule storms) {

    /** Knows nothing: every alert gets the severity of the unknown, and nothing escalates. */
    static final KaldrixFile NOTHING = new KaldrixFile(
            new SeverityRules(List.of(), SeverityRules.UNKNOWN),
            EscalationPolicies.NONE,
            Fallbacks.NONE,
            Enrichment.NONE,
            Directory.EMPTY,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            FlapRule.USUAL,
            StormRule.USUAL);

    public KaldrixFile {
        heartbeats = List.copyOf(heartbeats);
        remediation = List.copyOf(remediation);
        mappings = List.copyOf(mappings);
        windows = List.copyOf(windows);
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a file.
     *
     * @param name what to call it in messages
     * @param text its content
     * @param receivers those of Alertmanager's file, which steps and fallbacks may name
     * @param defaults what holds for each key that the file leaves out
     * @throws ConfigurationException with all that is wrong with it
     */
    public static KaldrixFile parse(String name, String text, Collection<Receiver> receivers, KaldrixFile defaults) {
        return parse(name, text, KnownReceivers.of(receivers), defaults);
    }

    static KaldrixFile parse(String name, String text, KnownReceivers receivers, KaldrixFile defaults) {
        Reading reading = new Reading(name, Path.of(""));
        Optional<Node> node = YamlText.compose(text, reading);
        if (node.isEmpty()) {
            reading.finish();
        }
        KaldrixFile file = new KaldrixReader(receivers, defaults).read(reading, node.orElseThrow());
        reading.finish();
        return file;
    }

    /** The same, and nothing escalates. */
    KaldrixFile withoutEscalation() {
        return new KaldrixFile(
                severityRules,
                EscalationPolicies.NONE,
                fallbacks,
                enrichment,
                directory,
                heartbeats,
                remediation,
                mappings,
                windows,
                conditions,
                flapping,
                storms);
    }
}
