package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.heartbeat.Heartbeat;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads {@code heartbeats}. */
final class HeartbeatReader {
    static final String KEY = "heartbeats";
    private static final Keys HEARTBEAT = Keys.of("name", "silent_after", "severity", "labels", "matchers");
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private HeartbeatReader() {}

    static List<Heartbeat> read(Section root) {
        List<Heartbeat> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : root.sections(KEY, HEARTBEAT)) {
            String name = PersonReader.name(section, "name", "a heartbeat", names);
            section.require(
                    "silent_after", "a heartbeat needs 'silent_after', after what time its silence is an alert");
            Duration after = Objects.requireNonNullElse(section.positiveDurationOrNull("silent_after"), SHORTEST);
            if (after.compareTo(SHORTEST) < 0) {
                section.problem("silent_after", "a source cannot be missed earlier than after 10s");
            }
            Matchers matchers = section.matchers("matchers");
            read.add(new Heartbeat(name, after, severity(section), labels(section), matchers));
        }
        return read;
    }

    private static Severity severity(Section section) {
        String text = section.text("severity");
        section.require("severity", "a heartbeat needs a 'severity', how bad its silence is");
        Optional<Severity> severity = Severity.find(text);
        if (severity.isEmpty() && !text.isEmpty()) {
            section.problem("severity", PolicyReader.unknownSeverity(text));
        }
        return severity.orElse(Severity.P0);
    }

    private static Labels labels(Section section) {
        Map<String, String> labels = new LinkedHashMap<>();
        section.map("labels").forEach((name, item) -> labels.put(name, text(section, name, item)));
        try {
            return Labels.of(labels);
        } catch (IllegalArgumentException e) {
            section.problem("labels", Section.message(e));
            return Labels.empty();
        }
    }

    private static String text(Section section, String name, Item item) {
        if (name.isEmpty() || item.text().isEmpty()) {
            section.reading().problem(item.node(), item.path(), "a name or its text is empty");
        }
        return item.text();
    }
}
