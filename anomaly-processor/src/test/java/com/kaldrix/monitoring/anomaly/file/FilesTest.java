package com.kaldrix.monitoring.anomaly.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
    private static final long AT = Instant.parse("2014-04-01T10:15:00Z").toEpochMilli();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2014-04-01 10:15:00",
                "2014-04-01T10:15:00Z",
                "2014-04-01T12:15:00+02:00",
                "2014-04-01T12:15:00+0200",
                "2014-04-01T12:15:00+02",
                "2014-04-01 10:15",
                "2014-04-01 10:15:00.000000",
                "1396347300",
                "1396347300.0",
                "1396347300000"
            })
    void timestampsAreReadAsPeopleWriteThem(String text) {
        assertThat(Timestamps.parse(text)).hasValue(AT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2014-13-01", "2014-04-01 25:00:00", "1e400", "--5"})
    void whatIsNoTimestampIsNone(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }

    @Test
    void jsonIsReadAndABadPlaceIsNamed() {
        assertThat(JsonFile.parse("f", "{\"a\":[1,-2.5e1,\"x\\u0041\\n\",true,{}]}"))
                .isEqualTo(Map.of("a", List.of(1.0, -25.0, "xA\n", true, Map.of())));
        assertThatThrownBy(() -> JsonFile.parse("f", "{\n\"a\": ]"))
                .isInstanceOf(BadInput.class)
                .hasMessage("f, line 2, column 6: a value is expected here");
        assertThatThrownBy(() -> JsonFile.parse("f", "[".repeat(100_000))).isInstanceOf(BadInput.class);
    }
}
