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
import java.util.Optional;

/**
 * The file of {@code --web.config.file} (github.com/prometheus/exporter-toolkit, "web configuration"): users with bcrypt hashes of
 * their passwords, and TLS.
 *
 * @param users name to hash; empty for an open door
 * @param tls what the service presents itself with; empty for plain HTTP
 */
record WebConfig(Map<String, String> users, Optional<WebTls> tls) {
    /** The property that names the file. */
    static final String PROPERTY = "kaldrix.alertmanager.web-config-file";

    private static final Keys KEYS =
            Keys.of("basic_auth_users", WebTls.KEY).refusing("http_server_config", "rate_limit");

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
        Path folder = file.toAbsolutePath().resolveSibling("");
        Reading reading = new Reading(file.toString(), folder);
        Map<String, String> users = new HashMap<>();
        Optional<Section> document = YamlText.compose(text, reading).map(node -> Section.of(reading, "", node, KEYS));
        document.ifPresent(root -> {
            root.map("basic_auth_users").forEach((name, item) -> {
                if (item.text().matches("\\$2[aby]?\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
                    users.put(name, item.text());
                } else {
                    reading.problem(item.node(), item.path(), "this is no bcrypt hash of a password");
                }
            });
        });
        Optional<WebTls> tls = document.flatMap(root -> WebTls.read(root, folder));
        reading.finish();
        return new WebConfig(users, tls);
    }
}
