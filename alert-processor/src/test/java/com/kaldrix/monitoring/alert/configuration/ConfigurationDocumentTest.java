package com.kaldrix.monitoring.alert.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.yaml.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operators' document shows files that work, and names every key. */
class ConfigurationDocumentTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory = Path.of("");

    private String document = "";

    @BeforeEach
    void read() throws IOException {
        document = Files.readString(Path.of(System.getProperty("kaldrix.root"), "docs", "configuration.md"));
    }

    @Test
    void itsExamplesWorkTogether() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        Matcher blocks = BLOCK.matcher(document);
        while (blocks.find()) {
            String text = blocks.group(2).replace("/etc/kaldrix/", directory + "/");
            files.put(blocks.group(1), Files.writeString(directory.resolve(blocks.group(1)), text));
        }
        assertThat(files).containsOnlyKeys("alertmanager.yml", "kaldrix.yml");
        Files.writeString(directory.resolve("slack-webhook"), "https://hooks.slack.com/services/x");
        for (String secret : new String[] {"smtp-password", "pagerduty-key", "slack-bot-token"}) {
            Files.writeString(directory.resolve(secret), "secret");
        }
        ConfigurationSource source = new ConfigurationSource(
                files.get("alertmanager.yml"), files.get("kaldrix.yml"), Map.of(), FirstNotification.BY_SEVERITY);
        assertThat(ConfigurationTexts.problems(source::load)).isEmpty();
    }

    @Test
    void itNamesEveryKey() {
        for (Keys keys : new Keys[] {
            IntegrationReader.WEBHOOK,
            IntegrationReader.SLACK,
            IntegrationReader.PAGERDUTY,
            SnsReader.KEYS,
            MailReader.KEYS
        }) {
            assertThat(keys.all()).allSatisfy(key -> assertThat(document).contains("`" + key + "`"));
        }
    }
}
