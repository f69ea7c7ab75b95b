package com.kaldrix.monitoring.local.aws.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
    /** From appendix A of RFC 8949. */
    @Test
    void theExamplesOfTheSpecificationAreRead() {
        assertThat(read("00")).isEqualTo(0L);
        assertThat(read("1903e8")).isEqualTo(1000L);
        assertThat(read("3903e7")).isEqualTo(-1000L);
        assertThat(read("1b000000e8d4a51000")).isEqualTo(1_000_000_000_000L);
        assertThat(read("f93c00")).isEqualTo(1.0);
        assertThat(read("fa47c35000")).isEqualTo(100_000.0);
        assertThat(read("fbc010666666666666")).isEqualTo(-4.1);
        assertThat((Double) read("f97e00")).isNaN();
        assertThat(read("f4")).isEqualTo(false);
        assertThat(read("f6")).isNull();
        assertThat(read("62c3bc")).isEqualTo("ü");
        assertThat(read("8301820203820405")).isEqualTo(List.of(1L, List.of(2L, 3L), List.of(4L, 5L)));
        assertThat(read("9f018202039f0405ffff")).isEqualTo(List.of(1L, List.of(2L, 3L), List.of(4L, 5L)));
        assertThat(read("7f657374726561646d696e67ff")).isEqualTo("streaming");
        assertThat(read("bf61610161629f0203ffff")).isEqualTo(Map.of("a", 1L, "b", List.of(2L, 3L)));
        assertThat(read("c11a514b67b0")).isEqualTo(Instant.parse("2013-03-21T20:04:00Z"));
        assertThat(read("c1fb41d452d9ec200000")).isEqualTo(Instant.parse("2013-03-21T20:04:00.500Z"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, String> map = Map.of("__type", "x".repeat(40_000), "message", "ü");
        assertThat(Cbor.read(Cbor.write(map))).isEqualTo(map);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "19",
                "1903",
                "62c3",
                "9b7fffffffffffffff",
                "a1",
                "bf6161",
                "0000",
                "1c",
                "a10102",
                "c16161",
                "ff"
            })
    void whatIsMalformedIsRefused(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        assertThatThrownBy(() -> read("81".repeat(100_000))).hasMessageContaining("too deeply");
    }

    private static @Nullable Object read(String hex) {
        return Cbor.read(HexFormat.of().parseHex(hex));
    }
}
