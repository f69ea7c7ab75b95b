package com.kaldrix.monitoring.anomaly.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingScoresTest {
    private static final List<int[]> RANGES = List.of(new int[] {100, 119}, new int[] {300, 309});

    @Test
    void aPerfectRankingHasNearlyTheWholeVolumeAndChanceHasLittle() {
        double[] perfect = new double[1000];
        for (int[] range : RANGES) {
            for (int i = range[0]; i <= range[1]; i++) {
                perfect[i] = 1;
            }
        }
        Random random = new Random(1);
        double[] chance = random.doubles(1000).toArray();
        assertThat(VusPr.of(perfect, RANGES, 0)).isCloseTo(1, within(1e-9));
        assertThat(VusPr.of(perfect, RANGES, 20)).isGreaterThan(0.7);
        assertThat(VusPr.of(chance, RANGES, 20)).isLessThan(0.2);
    }

    @Test
    void alertsAreHeldToEvents() {
        boolean[] alerts = new boolean[1000];
        alerts[105] = true;
        alerts[110] = true;
        alerts[312] = true;
        alerts[700] = true;
        assertThat(EventScore.of(alerts, RANGES, 0)).isEqualTo(new EventScore(1, 1, 2));
        assertThat(EventScore.of(alerts, RANGES, 5)).isEqualTo(new EventScore(2, 0, 1));
        assertThat(EventScore.of(alerts, RANGES, 5).f1()).isCloseTo(0.8, within(1e-9));
    }
}
