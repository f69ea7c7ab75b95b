package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;

/** Files for tests, and what is wrong with them. */
final class ConfigurationTexts {
    static final List<String> GOLDEN = List.of("mail-and-pager.yml", "all-integrations.yml", "anchors.yml");

    private ConfigurationTexts() {}

    static String golden(String name) {
        try (InputStream file =
                Objects.requireNonNull(ConfigurationTexts.class.getResourceAsStream("/configuration/" + name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    static AlertmanagerFile alertmanager(String text) {
        return AlertmanagerFile.parse("alertmanager.yml", text, Path.of(""));
    }

    /** What is wrong with an Alertmanager file, as people read it. */
    static List<String> problemsOf(String text) {
        return problems(() -> alertmanager(text));
    }

    static List<String> problems(Runnable reading) {
        ConfigurationException refused = Assertions.catchThrowableOfType(ConfigurationException.class, reading::run);
        return refused == null
                ? List.of()
                : refused.problems().stream().map(Problem::toString).toList();
    }

    /** {@code line:column} of the first place at which {@code part} stands in {@code text}. */
    static String placeOf(String part, String text) {
        int at = text.indexOf(part);
        Assertions.assertThat(at).as("place of " + part).isNotNegative();
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        int column = at - text.lastIndexOf('\n', at - 1);
        return line + ":" + column;
    }
}
