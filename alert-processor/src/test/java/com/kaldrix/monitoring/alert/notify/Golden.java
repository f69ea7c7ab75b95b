package com.kaldrix.monitoring.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares with a file that somebody has looked at. {@code -Dkaldrix.golden=write} writes the file anew, and fails, so that
 * it is looked at before it counts.
 */
public final class Golden {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Golden() {}

    /** Compares JSON, the order of fields included. */
    public static void json(String name, String actual) {
        text(name, JSON.writeValueAsString(JSON.readTree(actual)) + "\n");
    }

    public static void text(String name, String actual) {
        Path file = Path.of("src/test/resources/golden/notify").resolve(name);
        try {
            if ("write".equals(System.getProperty("kaldrix.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
                fail(name + " is written; look at it, then run without kaldrix.golden");
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError("cannot read or write " + file, e);
        }
    }
}
