package com.kaldrix.monitoring.anomaly.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.anomaly.anomaly.TestAnomalies;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Direction;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Margin;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Origin;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionTest {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");

    private static Anomaly anomaly(double value) {
        Anomaly usual = TestAnomalies.of(TestAnomalies.series("m", "r", "c"), START, null, Severity.P2);
        return new Anomaly(
                usual.id(),
                usual.series(),
                usual.type(),
                START,
                new Peak(START, value, new Expected(40, 50), 1),
                null,
                Severity.P2,
                usual.evidence());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            {m="r"},           both,     ,    , 60,  false
            {region="r"},      both,     ,    , 60,  true
            {region="r"},      above,    ,    , 60,  true
            {region="r"},      below,    ,    , 60,  false
            {region="r"},      below,    ,    , 30,  true
            {region="r"},      both,   10,    , 60,  true
            {region="r"},      both,    9,    , 60,  false
            {region="r"},      both,     , 0.2, 60,  true
            {region="r"},      both,     , 0.1, 60,  false
            {region="r"},      both,   10, 0.1, 60,  false
            {region="r"},      below,  15,    , 30,  true
            {region="r"},      both,     ,    , NaN, true
            {region="r"},      both,   10,    , NaN, false
            {region="r"},      above,    ,    , NaN, false
            {region="r"},      both,    1,    , 45,  true
            """)
    void coversWhatItSays(
            String series,
            String direction,
            @Nullable Double absolute,
            @Nullable Double relative,
            double value,
            boolean covers) {
        Suppression rule = new Suppression(
                UUID.randomUUID(),
                Matchers.parse(series),
                Direction.valueOf(direction.toUpperCase(java.util.Locale.ROOT)),
                new Margin(absolute, relative),
                null,
                null,
                new Origin("ada", START, "for the test"));
        assertThat(rule.covers(anomaly(value))).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({"0, , true", "1, , false", ", 0, false", ", 1, true", "-5, 5, true", "-5, -1, false"})
    void holdsInItsTime(@Nullable Integer from, @Nullable Integer until, boolean covers) {
        Suppression rule = new Suppression(
                UUID.randomUUID(),
                Matchers.parse("{region=\"r\"}"),
                Direction.BOTH,
                Margin.ANY,
                from == null ? null : START.plusSeconds(from),
                until == null ? null : START.plusSeconds(until),
                new Origin("ada", START, "for the test"));
        assertThat(rule.covers(anomaly(60))).isEqualTo(covers);
    }
}
