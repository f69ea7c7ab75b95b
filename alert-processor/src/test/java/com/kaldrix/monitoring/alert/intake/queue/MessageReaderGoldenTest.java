package com.kaldrix.monitoring.alert.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.intake.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden input against the reading that stands beside it. With {@code -Dkaldrix.golden.write=true} the readings are
 * written anew, for a person to review.
 */
class MessageReaderGoldenTest {
    private final MessageReader reader = Golden.reader();

    @ParameterizedTest
    @MethodSource("names")
    void readsAsExpected(String name) throws IOException {
        Reading reading = reader.read(Golden.message(Golden.inputs().getOrDefault(name, "")));
        Path expected = Golden.expected(name);
        if (Boolean.getBoolean("kaldrix.golden.write")) {
            Files.createDirectories(expected.getParent());
            Files.writeString(
                    expected,
                    Golden.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Golden.json(reading)) + "\n");
        }

        assertThat(Golden.json(reading)).isEqualTo(Golden.JSON.readTree(Golden.read(expected)));
    }

    @Test
    void noExpectationIsLeftWithoutItsInput() throws IOException {
        Set<Path> wanted =
                Golden.inputs().keySet().stream().map(Golden::expected).collect(java.util.stream.Collectors.toSet());
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/intake"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".expected.json")))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    static Stream<String> names() {
        return Golden.inputs().keySet().stream();
    }
}
