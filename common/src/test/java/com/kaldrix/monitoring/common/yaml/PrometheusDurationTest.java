package com.kaldrix.monitoring.common.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S, 0s",
        "0s, PT0S, 0s",
        "500ms, PT0.5S, 500ms",
        "30s, PT30S, 30s",
        "5m, PT5M, 5m",
        "1h30m, PT1H30M, 1h30m",
        "90m, PT1H30M, 1h30m",
        "1d, PT24H, 1d",
        "90d, PT2160H, 90d",
        "1w, PT168H, 1w",
        "1y, PT8760H, 1y",
        "1y2w3d4h5m6s7ms, PT9172H5M6.007S, 382d4h5m6s7ms",
        "5m0s, PT5M, 5m",
    })
    void readsAndWrites(String text, Duration duration, String written) {
        assertThat(PrometheusDuration.parse(text)).isEqualTo(duration);
        assertThat(PrometheusDuration.format(duration)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "-5m",
                "5 m",
                "1.5h",
                "5M",
                "m",
                "30s5m",
                "5m5m",
                "1us",
                "five",
                "300y",
                "99999999999999999999s"
            })
    void refuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PrometheusDuration.parse(text));
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll @LongRange(min = 0, max = 9_000_000_000_000L) long milliseconds) {
        Duration duration = Duration.ofMillis(milliseconds);
        assertThat(PrometheusDuration.parse(PrometheusDuration.format(duration)))
                .isEqualTo(duration);
    }
}
