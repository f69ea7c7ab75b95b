package com.kaldrix.monitoring.anomaly.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final int DAY = 24;

    /** Ten weeks of hours: a day with two humps, quieter weekends, weather that lasts some hours, a wandering level. */
    private static double[] hourly(long seed) {
        Random random = new Random(seed);
        double[] values = new double[DAY * 70];
        double weather = 0;
        double level = 10;
        for (int i = 0; i < values.length; i++) {
            weather = 0.8 * weather + 0.3 * random.nextGaussian();
            level += 0.01 * random.nextGaussian();
            double hour = 2 * Math.PI * i / DAY;
            double shape = 3 * Math.sin(hour) + Math.sin(2 * hour + 1);
            values[i] = level + shape * ((i / DAY) % 7 >= 5 ? 0.7 : 1) + weather;
        }
        return values;
    }

    @Test
    void aDayAheadIsBetterThanTheDayBeforeAndTheIntervalHoldsWhatItClaims() {
        double error = 0;
        double naive = 0;
        int within = 0;
        int count = 0;
        for (int seed = 1; seed <= 8; seed++) {
            double[] values = hourly(seed);
            SeriesForecast forecast = new SeriesForecast(Duration.ofHours(1), DAY, false, seed);
            for (int i = 0; i < values.length; i++) {
                if (i >= DAY * 28 && i % DAY == 0) {
                    Forecast next = forecast.next().orElseThrow();
                    for (int h = 0; h < DAY; h++) {
                        error += Math.abs(values[i + h] - next.values()[h]);
                        naive += Math.abs(values[i + h] - values[i + h - DAY]);
                        within += values[i + h] >= next.low()[h] && values[i + h] <= next.high()[h] ? 1 : 0;
                        count++;
                    }
                }
                forecast.observe(i * 3_600_000L, values[i]);
            }
        }
        assertThat(error).isLessThanOrEqualTo(0.85 * naive);
        assertThat(within / (double) count).isBetween(0.78, 0.85);
    }

    @Test
    void aDiskThatFillsMeetsItsThresholdInTime() {
        Forecast forecast = new Forecast(
                "holt-winters",
                Duration.ofHours(1),
                new double[] {91, 92, 93, 94, 95},
                new double[] {90, 91, 92, 93, 94},
                new double[] {92, 93, 94, 95, 96});
        Forecast.Breach breach = forecast.breach(90, 94).orElseThrow();
        assertThat(breach.expected()).isEqualTo(Duration.ofHours(4));
        assertThat(breach.earliest()).isEqualTo(Duration.ofHours(3));
        assertThat(breach.latest()).contains(Duration.ofHours(5));
        assertThat(forecast.breach(90, 100)).isEmpty();
    }

    @Test
    void gapsAndConstantsAreBorne() {
        SeriesForecast forecast = new SeriesForecast(Duration.ofHours(1), DAY, true, 1);
        for (int i = 0; i < 200; i++) {
            forecast.observe(i * 3_600_000L, i % 10 == 0 ? Double.NaN : i % 7 == 0 ? Double.POSITIVE_INFINITY : 5);
        }
        assertThat(Arrays.stream(forecast.next().orElseThrow().values())).allMatch(value -> Math.abs(value - 5) < 1e-3);
    }
}
