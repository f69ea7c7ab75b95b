package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads groups of targets as files hold them ({@code file_sd_configs}); JSON is read as the YAML that it is.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config">file_sd_config</a>
 */
public final class TargetFile {
    private static final Keys KEYS = Keys.of("targets", "labels");
    private static final long LIMIT = 1024 * 1024;

    private TargetFile() {}

    static List<TargetGroup> read(Path file) throws IOException {
        if (Files.size(file) > LIMIT) {
            throw new IOException("the file is larger than " + LIMIT + " bytes");
        }
        return parse(file.toString(), Files.readString(file));
    }

    /** @throws ConfigurationException with all that is wrong */
    static List<TargetGroup> parse(String name, String text) {
        Reading reading = new Reading(name, Path.of(""));
        // Tabs indent nothing in YAML, but JSON may hold them between its parts.
        boolean json = name.endsWith(".json");
        Node root =
                YamlText.compose(json ? text.replace('\t', ' ') : text, reading).orElse(null);
        List<TargetGroup> groups = new ArrayList<>();
        if (root != null) {
            for (Section section : Section.list(reading, root, KEYS)) {
                groups.add(group(section, name + ":" + groups.size()));
            }
        }
        reading.finish();
        return groups;
    }

    /** Reads one group; what is wrong is noted. */
    public static TargetGroup group(Section section, String source) {
        Map<String, String> labels = new LinkedHashMap<>();
        section.map("labels").forEach((name, item) -> {
            if (name.isEmpty()) {
                section.reading().problem(item.node(), item.path(), "a label name cannot be empty");
            } else {
                labels.put(name, item.text());
            }
        });
        List<Map<String, String>> targets = new ArrayList<>();
        for (Item item : section.texts("targets")) {
            if (item.text().contains("/")) {
                section.reading()
                        .problem(
                                item.node(),
                                item.path(),
                                "'" + item.text() + "' is no host and port; the path belongs to 'metrics_path'");
            }
            Map<String, String> target = new LinkedHashMap<>(labels);
            target.put(TargetGroup.ADDRESS, item.text());
            targets.add(target);
        }
        return new TargetGroup(source, targets);
    }
}
