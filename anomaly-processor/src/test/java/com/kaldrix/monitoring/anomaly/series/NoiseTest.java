package com.kaldrix.monitoring.anomaly.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What noise alone costs: now and then a message of the least severity, and never a page. */
class NoiseTest {
    private static final int SERIES = 10;
    private static final int READINGS = 3000;

    /** As in the scale of severities: from 1.4 times what is worth an alert on it is a P2. */
    private static final double PAGES = 1.4;

    @ParameterizedTest
    @EnumSource(Tier.class)
    void noisePagesNobodyAndIsSeldomToldAtAll(Tier tier) {
        List<Double> told = new ArrayList<>();
        for (int seed = 1; seed <= SERIES; seed++) {
            SeriesMonitor monitor = SeriesMonitor.start(tier, Parameters.current(), Calendar.utc(), seed);
            Random random = new Random(seed);
            for (int i = 0; i < READINGS; i++) {
                Verdict verdict = monitor.observe(i * 10_000L, 60 + random.nextGaussian());
                if (verdict.alert()) {
                    told.add(verdict.severity() / monitor.threshold());
                }
            }
        }
        assertThat(told).as("of %d readings", SERIES * READINGS).hasSizeLessThan(SERIES * READINGS / 2000);
        assertThat(told).allSatisfy(times -> assertThat(times).isLessThan(PAGES));
    }
}
