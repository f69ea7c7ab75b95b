package com.kaldrix.monitoring.alert.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Two reports of one alert made one, as Alertmanager merges them. */
class AlertMergeTest {
    private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");

    private static Alert alert(int start, int end, int updated, boolean timeout) {
        return new Alert(
                Labels.of("alertname", "A"),
                Labels.empty(),
                Map.of("report", Integer.toString(updated)),
                NOW.plusSeconds(start),
                NOW.plusSeconds(end),
                NOW.plusSeconds(updated),
                timeout,
                Severity.P2,
                "");
    }

    @Test
    void theEarliestStartAndTheYoungestWordsCount() {
        Alert merged = alert(-60, 60, -30, false).merge(alert(-50, 90, -10, false), NOW);

        assertThat(merged.startsAt()).isEqualTo(NOW.minusSeconds(60));
        assertThat(merged.annotations()).containsEntry("report", "-10");
        assertThat(merged.endsAt()).isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void anEndThatASourceGaveBeatsOneThatWasGuessed() {
        assertThat(alert(-60, 300, -30, false)
                        .merge(alert(-60, 60, -10, true), NOW)
                        .endsAt())
                .isEqualTo(NOW.plusSeconds(300));
        assertThat(alert(-60, 300, -30, true)
                        .merge(alert(-60, 60, -10, true), NOW)
                        .endsAt())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aYoungerReportOfTheEndEndsIt() {
        assertThat(alert(-60, 300, -30, false)
                        .merge(alert(-60, -5, -10, false), NOW)
                        .resolvedAt(NOW))
                .isTrue();
    }

    @Test
    void anOlderReportThatComesLateDoesNotOpenItAgain() {
        Alert over = alert(-5, -5, -5, false);
        Alert late = alert(-60, (int) Duration.ofDays(365).toSeconds(), -60, false);

        assertThat(over.merge(late, NOW).resolvedAt(NOW)).isTrue();
    }

    @Provide
    Arbitrary<Alert> reports() {
        return Combinators.combine(
                        Arbitraries.integers().between(-100, 0),
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.integers().between(-1000, 0),
                        Arbitraries.of(true, false))
                .as((start, length, updated, timeout) -> alert(start, start + length, updated, timeout));
    }

    @Property
    void theOrderOfArrivalDoesNotMatter(@ForAll("reports") Alert one, @ForAll("reports") Alert other) {
        if (!one.updatedAt().equals(other.updatedAt())) {
            assertThat(one.merge(other, NOW)).isEqualTo(other.merge(one, NOW));
        }
    }

    @Property
    void whatIsMergedStartsNoLaterAndEndsNoEarlierThanItStarts(
            @ForAll("reports") Alert one, @ForAll("reports") Alert other) {
        Alert merged = one.merge(other, NOW);

        assertThat(merged.startsAt()).isBeforeOrEqualTo(one.startsAt()).isBeforeOrEqualTo(other.startsAt());
        assertThat(merged.endsAt()).isIn(one.endsAt(), other.endsAt());
    }

    @Property
    void aReportMergedWithItselfIsItself(@ForAll("reports") Alert one) {
        assertThat(one.merge(one, NOW)).isEqualTo(one);
    }
}
