package com.kaldrix.monitoring.anomaly.suppress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sat,sun 02:00-04:00 UTC         | 2026-03-07T02:00:00Z | true
            sat,sun 02:00-04:00 UTC         | 2026-03-07T04:00:00Z | false
            sat,sun 02:00-04:00 UTC         | 2026-03-06T03:00:00Z | false
            fri 23:00-01:00 UTC             | 2026-03-06T23:30:00Z | true
            fri 23:00-01:00 UTC             | 2026-03-07T00:30:00Z | true
            fri 23:00-01:00 UTC             | 2026-03-06T00:30:00Z | false
            daily 02:00-03:00 Europe/Dublin | 2026-07-01T01:30:00Z | true
            daily 02:00-03:00 Europe/Dublin | 2026-01-01T01:30:00Z | false
            """)
    void holdsByTheClockOfItsZone(String calendar, Instant time, boolean holds) {
        Weekly weekly = Weekly.parse(calendar);
        assertThat(weekly.holds(time)).isEqualTo(holds);
        assertThat(Weekly.parse(weekly.toString())).isEqualTo(weekly);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sat",
                "sat 02:00-04:00",
                "sat 2-4 UTC",
                "caturday 02:00-04:00 UTC",
                "sat 02:00-04:00 Mars/Base",
                "sat 02:00-25:00 UTC"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Weekly.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
