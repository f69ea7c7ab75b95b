package com.kaldrix.monitoring.anomaly.event;

import static com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies.series;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoiningTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");

    private static Anomaly anomaly(String region, String component, int start, @Nullable Integer end) {
        return TestAnomalies.of(
                series("m", region, component),
                START.plusSeconds(start),
                end == null ? null : START.plusSeconds(end),
                Severity.P2);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            us-east-1, consensus,    60,     , true,  at once in the same place
            us-east-1, storage,      60,     , true,  at once in another component
            us-east-1, storage,    -100,     , true,  just before
            us-west-2, consensus,    60,     , false, in another region
            us-east-1, consensus,  1800,     , true,  while the event still goes on
            us-east-1, storage,    1800,     , false, something else while the event goes on
            us-east-1, consensus,   900,  600, true,  an echo
            us-east-1, consensus,  1300,  600, false, long after
            us-east-1, storage,     900,  600, false, something else a while after
            """)
    void joinsWhatIsNearInTimeAndPlace(
            String region, String component, int start, @Nullable Integer ended, boolean joins, String why) {
        Event event = Event.of(anomaly("us-east-1", "consensus", 0, ended));
        assertThat(Joining.choose(List.of(event), anomaly(region, component, start, null))
                        .isPresent())
                .as(why)
                .isEqualTo(joins);
    }
}
