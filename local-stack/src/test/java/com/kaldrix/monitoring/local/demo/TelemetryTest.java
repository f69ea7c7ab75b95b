package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1");
    private static final double LONG_BEFORE = -1e6;

    private final List<ScriptedSeries> night = Telemetry.night(REGIONS);

    @Test
    void theNightIsTheSameEachTimeHoweverMuchWasBefore() {
        List<ScriptedSeries> again = Telemetry.night(REGIONS);
        for (int i = 0; i < night.size(); i++) {
            ScriptedSeries one = night.get(i);
            ScriptedSeries other = again.get(i);
            assertThat(other.metric()).isEqualTo(one.metric());
            for (int window = 0; window < 400; window++) {
                double minute = 5 + window / 6.0;
                assertThat((Double) other.script().at(700 + window, minute))
                        .isEqualTo((Double) one.script().at(1400 + window, minute));
                assertThat((Double) other.script().at(window, LONG_BEFORE))
                        .isEqualTo((Double) one.script().at(window, LONG_BEFORE));
            }
        }
    }

    @Test
    void aRegionFallsSilentAndTheOthersDoNot() {
        for (ScriptedSeries one : night) {
            assertThat(Double.isNaN(one.script().at(1300, 25)))
                    .as(one.toString())
                    .isEqualTo(one.region().equals(Telemetry.SILENT_REGION));
            assertThat(one.script().at(1300, 60)).isNotNaN();
        }
    }

    @Test
    void requestsTakeThreeTimesAsLongForTwoMinutesInOneRegion() {
        ScriptedSeries slow = series(Telemetry.LATENCY, Telemetry.SPIKE_REGION);
        assertThat(mean(slow, 8.2, 9.8)).isGreaterThan(2.5 * mean(slow, 5, 8));
        assertThat(mean(slow, 10.2, 12)).isLessThan(1.2 * mean(slow, 5, 8));
        ScriptedSeries other = series(Telemetry.LATENCY, "eu-west-1");
        assertThat(mean(other, 8.2, 9.8)).isLessThan(1.2 * mean(other, 5, 8));
    }

    @Test
    void peersBecomeFewerUntilTheyComeBack() {
        ScriptedSeries peers = series(Telemetry.PEERS, Telemetry.DECLINE_REGION);
        double usual = mean(peers, 5, 12);
        assertThat(mean(peers, 19, 21)).isBetween(usual - 20, usual - 8);
        assertThat(mean(peers, 27, 28)).isLessThan(usual - 20);
        assertThat(mean(peers, 29, 34)).isBetween(usual - 5, usual + 5);
    }

    @Test
    void aVolumeFillsFromItsFirstMinuteOnAndThenStays() {
        ScriptedSeries volume = series(Telemetry.VOLUME, Telemetry.VOLUME_REGION);
        assertThat(volume.script().at(500, LONG_BEFORE)).isNaN();
        assertThat(mean(volume, 12, 14) - mean(volume, 6, 8)).isBetween(0.006, 0.009);
        assertThat(mean(volume, 50, 60) - mean(volume, 20, 30)).isBetween(-0.0005, 0.0005);
    }

    private static double mean(ScriptedSeries series, double from, double to) {
        return IntStream.range(0, (int) Math.round((to - from) * 6))
                .mapToDouble(i -> series.script().at(1000, from + (i + 0.5) / 6))
                .average()
                .orElseThrow();
    }

    private ScriptedSeries series(String metric, String region) {
        return night.stream()
                .filter(one -> one.metric().equals(metric) && one.region().equals(region))
                .findFirst()
                .orElseThrow();
    }
}
