package com.kaldrix.monitoring.anomaly.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.follow.Following;
import com.kaldrix.monitoring.anomaly.forest.TestForests;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.settings.Settings;
import com.kaldrix.monitoring.anomaly.stream.Watch;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeriesWatchTest {
    private static final Labels SERIES = Labels.of("__name__", "node_load1", "region", "us-east-1");
    private static final long START = 1_772_420_400_000L;

    private final Watch.Maker watches = new SeriesWatches(
            Parameters.live(), SeverityScale.usual(), () -> Settings.NONE, TestForests.grounds(1), Following.NOTHING);
    private final List<Anomaly> found = new ArrayList<>();

    private void stream(Watch watch, int from, int to, IntToDoubleFunction values) {
        for (int i = from; i < to; i++) {
            watch.observe(START + 10_000L * i, values.applyAsDouble(i), (series, finding) -> {
                if (finding instanceof Found one) {
                    found.add(one.anomaly());
                }
            });
        }
    }

    private static IntToDoubleFunction noise() {
        Random random = new Random(7);
        return i -> 100 + random.nextGaussian();
    }

    @Test
    void tellsOfASpikeOnceWhenItBeginsAndOnceWhenItIsOver() {
        Watch watch = watches.begin(SERIES);
        IntToDoubleFunction noise = noise();
        stream(watch, 0, 1000, i -> i >= 900 && i < 910 ? 160 : noise.applyAsDouble(i));

        assertThat(found).hasSizeGreaterThanOrEqualTo(2);
        assertThat(found).extracting(Anomaly::id).containsOnly(found.getFirst().id());
        Anomaly last = found.getLast();
        assertThat(last.end()).isPresent();
        assertThat(last.peak().value()).isEqualTo(160);
        assertThat(last.peak().expected().low()).isBetween(97.0, 100.0);
        assertThat(last.peak().expected().high()).isBetween(100.0, 103.0);
        assertThat(last.startedAt().toEpochMilli()).isBetween(START + 9_000_000L, START + 9_050_000L);
        assertThat(last.type()).isIn(AnomalyType.SPIKE, AnomalyType.LEVEL_SHIFT);
        assertThat(last.evidence()).isNotEmpty().allMatch(one -> !one.sentence().isBlank());
    }

    @Test
    void aClearDropIsToldAndToldAsOverAlsoWhenForestsJudge() {
        for (int at : new int[] {900, 2000}) {
            found.clear();
            Watch watch = watches.begin(SERIES);
            IntToDoubleFunction noise = noise();
            // A stir before, so that forests have learnt when the second drop comes.
            stream(
                    watch,
                    0,
                    at + 300,
                    i -> (i >= at && i < at + 10) || (at == 2000 && i == 1700) ? 60 : noise.applyAsDouble(i));
            assertThat(found).last().satisfies(last -> {
                assertThat(last.startedAt().toEpochMilli()).isGreaterThanOrEqualTo(START + 10_000L * at);
                assertThat(last.end()).isPresent();
                assertThat(last.peak().value()).isEqualTo(60);
            });
            if (at == 2000) {
                assertThat(found)
                        .anySatisfy(one -> assertThat(one.evidence())
                                .extracting(evidence -> evidence.detector())
                                .anyMatch(name -> name.startsWith("forest")));
            }
        }
    }

    @Test
    void saysNothingOfNoise() {
        stream(watches.begin(SERIES), 0, 5000, noise());
        assertThat(found).isEmpty();
    }

    @Test
    void aSilentSeriesIsMissingData() {
        Watch watch = watches.begin(SERIES);
        IntToDoubleFunction noise = noise();
        stream(watch, 0, 940, i -> i >= 900 ? Double.NaN : noise.applyAsDouble(i));
        assertThat(found).isNotEmpty();
        assertThat(found.getFirst().type()).isEqualTo(AnomalyType.MISSING_DATA);
    }

    @Test
    void goesOnFromACheckpointInTheMiddleOfAnAnomaly() throws IOException {
        for (int stop : new int[] {500, 903, 905, 915}) {
            found.clear();
            IntToDoubleFunction values = shape();
            stream(watches.begin(SERIES), 0, 1000, values);
            List<Anomaly> wanted = List.copyOf(found);
            found.clear();
            IntToDoubleFunction again = shape();
            Watch first = watches.begin(SERIES);
            stream(first, 0, stop, again);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            first.save(new DataOutputStream(bytes));
            Watch second = watches.resume(SERIES, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            stream(second, stop, 1000, again);
            assertThat(found).as("stopped at %d", stop).isEqualTo(wanted).isNotEmpty();
        }
    }

    private static IntToDoubleFunction shape() {
        IntToDoubleFunction noise = noise();
        return i -> {
            double usual = noise.applyAsDouble(i);
            return i >= 900 && i < 910 ? 160 : usual;
        };
    }

    @Test
    void aSlowDeclineIsToldAsSuchAndIsOverWhenItIs() {
        Watch watch = watches.begin(SERIES);
        IntToDoubleFunction noise = noise();
        stream(watch, 0, 1200, i -> noise.applyAsDouble(i) - (i >= 900 && i < 1000 ? 0.15 * (i - 900) : 0));

        assertThat(found.getFirst().type()).isEqualTo(AnomalyType.GRADUAL_DECLINE);
        assertThat(found.getFirst().startedAt().toEpochMilli()).isBetween(START + 9_000_000L, START + 10_000_000L);
        assertThat(found.getFirst().evidence()).anyMatch(one -> one.sentence().contains("little by little down"));
        assertThat(found).extracting(Anomaly::id).containsOnly(found.getFirst().id());
        assertThat(found.getLast().end()).isPresent();
    }
}
