package com.kaldrix.monitoring.anomaly.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DiscordTest {
    private static final int FIRST = 32;
    private static final int MEMORY = 90;

    private static Reading reading(int row, double value, boolean learn) {
        return new Reading(row * 60_000L, value, 0, 0, learn);
    }

    /** What the recurrences must come to, the long way. The first readings set the scale only, and the next one starts. */
    private static double plain(double[] scaled, int at, int length, boolean levelled) {
        double best = Double.POSITIVE_INFINITY;
        for (int lag = length; lag < MEMORY && at - lag - length + 1 >= FIRST; lag++) {
            double level = 0;
            for (int i = 0; levelled && i < length; i++) {
                level += (scaled[at - i] - scaled[at - lag - i]) / length;
            }
            double sum = 0;
            for (int i = 0; i < length; i++) {
                double apart = scaled[at - i] - scaled[at - lag - i] - level;
                sum += apart * apart;
            }
            best = Math.min(best, sum);
        }
        return Math.sqrt(best / length);
    }

    @Property(tries = 60)
    void itIsTheDistanceToTheMostSimilarStretch(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int length, @ForAll boolean levelled) {
        Random random = new Random(seed);
        double[] values = new double[400];
        double level = 0;
        for (int i = 0; i < values.length; i++) {
            level += random.nextGaussian();
            values[i] = random.nextBoolean() ? level : random.nextGaussian();
        }
        Discord discord = new Discord(new Discord.Shape("shape", length, MEMORY, levelled));
        double[] strange = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            strange[i] = discord.observe(reading(i, values[i], true));
        }
        double unit = unit(values);
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] / unit;
        }
        int first = FIRST + 3 * length + FIRST - 1;
        assertThat(strange[first - 1]).isNaN();
        for (int i = first; i < values.length; i++) {
            assertThat(strange[i]).as("row %d", i).isCloseTo(plain(scaled, i, length, levelled), within(1e-5));
        }
    }

    private static double unit(double[] values) {
        SortedWindow window = new SortedWindow(FIRST);
        double mean = 0;
        for (int i = 0; i < FIRST; i++) {
            window.add(values[i]);
        }
        for (int i = 0; i < FIRST; i++) {
            mean += Math.abs(values[i] - window.median()) / FIRST;
        }
        return Math.max(window.deviation(), mean);
    }

    @Test
    void aShapeThatMayNotBeLearntStaysNew() {
        Discord learning = new Discord(new Discord.Shape("shape", 8, 1000, false));
        Discord barred = new Discord(new Discord.Shape("shape", 8, 1000, false));
        double again = 0;
        double still = 0;
        for (int i = 0; i < 600; i++) {
            boolean odd = i >= 300 && i < 320 || i >= 500 && i < 520;
            double value = odd ? 5 * (i % 3) : Math.sin(i / 5.0);
            double known = learning.observe(reading(i, value, true));
            double unknown = barred.observe(reading(i, value, i < 300 || i >= 320));
            if (i == 515) {
                again = known;
                still = unknown;
            }
        }
        assertThat(still).isGreaterThan(1);
        assertThat(again).isLessThan(still / 2);
    }

    @Test
    void aPeriodIsUsualAndABeatLeftOutIsNot() {
        Discord discord = new Discord(new Discord.Shape("shape", 16, 500, true));
        double usual = 0;
        double odd = 0;
        for (int i = 0; i < 1000; i++) {
            double beat = i % 50 < 5 && i / 50 != 17 ? 1 : 0;
            double strange = discord.observe(reading(i, Math.sin(i * 2 * Math.PI / 50) / 4 + beat, true));
            if (i >= 400 && i < 850) {
                usual = Math.max(usual, strange);
            } else if (i >= 850 && i < 880) {
                odd = Math.max(odd, strange);
            }
        }
        assertThat(odd).isGreaterThan(10 * usual + 0.1);
        assertThat(discord.evidence()).contains("16");
    }
}
