package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Problem;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of {@code --web.config.file} (github.com/prometheus/exporter-toolkit, "web configuration"): users with bcrypt hashes of
 * their passwords.
 *
 * @param users name to hash; empty for an open door
 */
record WebConfig(Map<String, String> users) {
    private static final Keys KEYS =
            Keys.of("basic_auth_users").refusing("tls_server_config", "http_server_config", "rate_limit");

    WebConfig {
        users = Map.copyOf(users);
    }

    /** @throws ConfigurationException with all that is wrong with it */
    static WebConfig read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationException(List.of(Problem.of(
                    file.toString(),
                    "",
                    "the file cannot be read: " + e.getClass().getSimpleName())));
        }
        Reading reading = new Reading(file.toString(), file.toAbsolutePath().resolveSibling(""));
        Map<String, String> users = new HashMap<>();
        YamlText.compose(text, reading).ifPresent(node -> {
            Section root = Section.of(reading, "", node, KEYS);
            root.map("basic_auth_users").forEach((name, item) -> {
                if (item.text().matches("\\$2[aby]?\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
                    users.put(name, item.text());
                } else {
                    reading.problem(item.node(), item.path(), "this is no bcrypt hash of a password");
                }
            });
        });
        reading.finish();
        return new WebConfig(users);
    }
}
