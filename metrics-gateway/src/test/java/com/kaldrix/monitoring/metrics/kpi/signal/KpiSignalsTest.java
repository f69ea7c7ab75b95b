package com.kaldrix.monitoring.metrics.kpi.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.AlertSignal.Status;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiFile;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.spool.MessageSpool;
import com.kaldrix.monitoring.metrics.spool.Spool;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiSignalsTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final String OURS = "us-west-2";
    private static final KpiCatalogue CATALOGUE = KpiFile.with("own.yml", """
            kpis:
              lag:
                help: How far behind
                unit: seconds
                component: blockchain
                value: peers
                thresholds:
                  - {severity: P1, above: 10, for: 30s}
                  - {severity: P2, above: 5}
            """);

    @TempDir
    Path folder;

    private KpiSignals signals;
    private MessageSpool bus;

    @BeforeEach
    void begin() {
        bus = bus();
        signals = signals(false, 0);
    }

    private MessageSpool bus() {
        return new MessageSpool(new Spool(folder.resolve("bus"), 1000, () -> {}), Set.of("alerts"));
    }

    private KpiSignals signals(boolean hub, int ordinal) {
        Identity identity = new Identity(new Region(OURS), "test", ordinal, 2, hub);
        return new KpiSignals(CATALOGUE, identity, bus, folder.resolve("breaches.txt"));
    }

    private static KpiWindow window(int number, Map<String, Outcome> values, String... missing) {
        Map<String, Map<String, Outcome>> regions =
                values.isEmpty() ? Map.of() : Map.of(OURS, values, "global", values);
        return new KpiWindow(
                START.plusSeconds(10L * number),
                START.plusSeconds(10L * number + 10),
                regions,
                Map.of(),
                Set.of(missing),
                false);
    }

    private void lag(int from, int to, double value) {
        for (int number = from; number < to; number++) {
            signals.window(window(number, Map.of("lag", new Outcome.Value(value))));
        }
    }

    private List<AlertSignal> told() {
        List<AlertSignal> told = new ArrayList<>();
        for (OutboxMessage message : bus.oldest(100).values()) {
            assertThat(message.topic()).isEqualTo("alerts");
            told.add(CloudEvents.read(message.body(), AlertSignal.class).data());
        }
        return told;
    }

    @Test
    void whatIsBadForLongEnoughIsSaidOnceAndAlsoThatItIsOver() {
        lag(0, 2, 3);
        lag(2, 20, 12);
        lag(20, 30, 3);

        assertThat(told())
                .extracting(AlertSignal::status, AlertSignal::severity, AlertSignal::startsAt, AlertSignal::endsAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Status.FIRING, Severity.P2, START.plusSeconds(30), null),
                        org.assertj.core.groups.Tuple.tuple(Status.FIRING, Severity.P1, START.plusSeconds(30), null),
                        org.assertj.core.groups.Tuple.tuple(
                                Status.RESOLVED, Severity.P2, START.plusSeconds(30), START.plusSeconds(210)),
                        org.assertj.core.groups.Tuple.tuple(
                                Status.RESOLVED, Severity.P1, START.plusSeconds(30), START.plusSeconds(210)));
        AlertSignal first = told().getFirst();
        assertThat(first.name()).isEqualTo("KpiLag");
        assertThat(first.component()).isEqualTo("blockchain");
        assertThat(first.labels().asMap())
                .isEqualTo(Map.of("kpi", "lag", "region", OURS, "level", "P2", "side", "above"));
        assertThat(first.annotations().get("summary")).isEqualTo("lag in us-west-2 is above 5 seconds: 12");
        assertThat(told().get(0).identity()).isEqualTo(told().get(2).identity());
    }

    @Test
    void whatIsBadForAMomentIsNotSaidWhereTimeIsAskedFor() {
        lag(0, 2, 12);
        lag(2, 4, 6);

        assertThat(told()).extracting(AlertSignal::severity).containsExactly(Severity.P2);
    }

    @Test
    void aWindowWithoutDataNeitherBeginsNorEndsAnything() {
        lag(0, 1, 6);
        for (int number = 1; number < 30; number++) {
            signals.window(window(number, Map.of("lag", new Outcome.NoData("nothing"))));
        }
        assertThat(told()).hasSize(1);

        lag(30, 31, 6);

        assertThat(told()).hasSize(1);
    }

    @Test
    void aRestartSaysNothingAgainAndForgetsNothing() {
        lag(0, 5, 12);
        assertThat(told()).hasSize(2);

        signals = signals(false, 0);
        lag(5, 8, 12);
        assertThat(told()).hasSize(2);
        lag(8, 16, 1);

        assertThat(told()).hasSize(4);
    }

    @Test
    void aCrashBetweenSayingAndNotingSaysTheSameAgain() throws java.io.IOException {
        lag(0, 1, 6);
        java.nio.file.Files.delete(folder.resolve("breaches.txt"));
        signals = signals(false, 0);
        lag(0, 1, 6);

        assertThat(bus.oldest(10).values().stream().map(OutboxMessage::id).distinct())
                .hasSize(1);
    }

    @Test
    void onlyTheFirstReplicaSpeaksAndOfTheWholeOnlyTheHub() {
        signals = signals(false, 1);
        lag(0, 1, 6);
        assertThat(told()).isEmpty();

        signals = signals(true, 0);
        lag(0, 1, 6);

        assertThat(told())
                .extracting(signal -> signal.labels().get("region"))
                .containsExactlyInAnyOrder(OURS, "global");
    }

    @Test
    void theHubSaysWhenARegionDoesNotReport() {
        signals = signals(true, 0);
        Map<String, Outcome> fine = Map.of("lag", new Outcome.Value(1));
        for (int number = 0; number < 14; number++) {
            signals.window(window(number, fine, "eu-west-1"));
        }

        assertThat(told()).singleElement().satisfies(signal -> {
            assertThat(signal.name()).isEqualTo("KpiRegionMissing");
            assertThat(signal.labels().get("region")).isEqualTo("eu-west-1");
        });
    }

    @Test
    void aWindowThatIsRevisedSaysNothing() {
        KpiWindow bad = window(0, Map.of("lag", new Outcome.Value(6)));
        signals.window(new KpiWindow(bad.start(), bad.end(), bad.values(), Map.of(), Set.of(), true));

        assertThat(told()).isEmpty();
    }
}
