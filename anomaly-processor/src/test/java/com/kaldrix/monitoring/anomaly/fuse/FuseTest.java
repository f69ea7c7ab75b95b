package com.kaldrix.monitoring.anomaly.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FuseTest {
    private static Rarity learnt(double unit) {
        Rarity rarity = new Rarity(5000, 10);
        Random random = new Random(1);
        for (int i = 0; i < 5000; i++) {
            rarity.learn(-Math.log(1 - random.nextDouble()) * unit);
        }
        return rarity;
    }

    @Test
    void rarityOfAnExponentialIsItsTail() {
        Rarity rarity = learnt(1);
        assertThat(rarity.of(Math.log(10))).isCloseTo(1, within(0.15));
        assertThat(rarity.of(Math.log(1000))).isCloseTo(3, within(0.7));
    }

    @Property(tries = 20)
    void rarityKnowsNoUnit(@ForAll @IntRange(min = -20, max = 20) int power) {
        double unit = Math.scalb(1.0, power);
        assertThat(learnt(unit).of(5 * unit)).isCloseTo(learnt(1).of(5), within(1e-9));
    }

    @Property(tries = 20)
    void strangerIsRarer(@ForAll @IntRange(min = 0, max = 100) int a, @ForAll @IntRange(min = 0, max = 100) int b) {
        Rarity rarity = learnt(7);
        assertThat(Double.compare(rarity.of(a), rarity.of(b))).isEqualTo(Integer.compare(a, b));
    }

    @Test
    void anAlertComesAgainOnlyIfWorseOrAfterTheQuiet() {
        Suppression suppression = new Suppression(10);
        assertThat(suppression.pass(2)).isEqualTo(2);
        assertThat(suppression.pass(2)).isZero();
        assertThat(suppression.pass(2.9)).isZero();
        assertThat(suppression.pass(3.1)).isEqualTo(3.1);
        for (int i = 0; i < 10; i++) {
            assertThat(suppression.pass(4)).isZero();
        }
        assertThat(suppression.pass(1)).isEqualTo(1);
    }
}
