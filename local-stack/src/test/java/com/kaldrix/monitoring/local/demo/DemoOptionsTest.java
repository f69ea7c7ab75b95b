package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {
    @Test
    void nothingIsNeeded() {
        assertThat(DemoOptions.parse(List.of())).isEqualTo(new DemoOptions(false, OptionalInt.empty()));
    }

    @Test
    void optionsAreRead() {
        DemoOptions all = new DemoOptions(true, OptionalInt.of(22_000));
        assertThat(DemoOptions.parse(List.of("--keep", "--port-base", "22000"))).isEqualTo(all);
        assertThat(DemoOptions.parse(List.of("--port-base=22000", "--keep"))).isEqualTo(all);
    }

    @Test
    void whatIsAskedForWronglyIsRefusedInASentence() {
        refused(List.of("--fast"), "demo takes no --fast; it takes --keep and --port-base N.");
        refused(List.of("--port-base"), "The option --port-base needs a value.");
        refused(List.of("--port-base", "80"), "The option --port-base takes a number from 1024 to 65505, not 80.");
        refused(List.of("--port-base=65506"), "The option --port-base takes a number from 1024 to 65505, not 65506.");
    }

    private static void refused(List<String> arguments, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.parse(arguments))
                .withMessage(sentence);
    }
}
