package com.kaldrix.monitoring.anomaly.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
        Suppression suppression = new Suppression(10, 1.5);
        assertThat(suppression.pass(2)).isEqualTo(2);
        assertThat(suppression.pass(2)).isZero();
        assertThat(suppression.pass(2.9)).isZero();
        assertThat(suppression.pass(3.1)).isEqualTo(3.1);
        for (int i = 0; i < 10; i++) {
            assertThat(suppression.pass(4)).isZero();
        }
        assertThat(suppression.pass(1)).isEqualTo(1);
    }

    private static Fusion fusion() {
        return new Fusion(
                new Fusion.Settings(5, 2, 10),
                List.of(
                        new Voice(Voice.Group.SIMPLE, true, false),
                        new Voice(Voice.Group.SIMPLE, false, false),
                        new Voice(Voice.Group.SIMPLE, false, false),
                        new Voice(Voice.Group.SIMPLE, false, false),
                        new Voice(Voice.Group.SHAPE, true, false)));
    }

    @Test
    void severityIsTheMeanOfThoseThatPageAndHaveSomethingToSay() {
        Fusion fusion = fusion();
        fusion.add(new double[] {1, 5, 5, 5, 3});
        assertThat(fusion.severity()).isEqualTo(2);
        fusion.add(new double[] {1, 5, 5, 5, Double.NaN});
        assertThat(fusion.severity()).isEqualTo(1);
        fusion.add(new double[] {99, 5, 5, 5, 99});
        assertThat(fusion.severity()).isEqualTo(5);
        fusion.add(new double[] {Double.NaN, 5, 5, 5, Double.NaN});
        assertThat(fusion.severity()).isZero();
    }

    @Test
    void theScoreHearsTheThreeLoudestOfEachGroupAndTheGroupsAlike() {
        Fusion fusion = fusion();
        fusion.add(new double[] {4, 0, 2, 3, 1});
        // (4 + 3 + 2) / 3 and 1, and half the way from zero.
        assertThat(fusion.score()).isEqualTo(1);
        fusion.add(new double[] {0, 0, 0, 0, 0});
        assertThat(fusion.score()).isCloseTo(0.9, within(1e-12));
        fusion.add(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN});
        assertThat(fusion.score()).isCloseTo(0.9, within(1e-12));
    }
}
