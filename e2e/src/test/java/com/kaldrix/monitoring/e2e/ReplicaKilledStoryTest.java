package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.bench.fault.Rounds;
import com.kaldrix.monitoring.e2e.SharedStages.On;
import com.kaldrix.monitoring.e2e.SharedStages.Setting;
import org.junit.jupiter.api.Test;

/** Replicas are killed at random moments under 200 alerts a second. */
@On(Setting.TWO_REPLICAS)
class ReplicaKilledStoryTest {
    @Test
    void threeKillsLoseNothingAndTellNothingTwice(Stage stage) throws InterruptedException {
        long seed = Packaged.seed("replicas killed");
        Rounds.Outcome outcome =
                new Rounds(Rounds.Settings.of(3, seed), stage.stack(), stage.clock(), System.out::println).run();

        assertThat(outcome.kills()).hasSize(3);
        assertThat(outcome.verdict().alerts()).isGreaterThan(1000);
        assertThat(outcome.verdict().lost()).as("lost, seed %d", seed).isEmpty();
        assertThat(outcome.verdict().duplicates())
                .as("told twice, seed %d", seed)
                .isEmpty();
        assertThat(outcome.dead()).as("dead letters").isZero();
    }
}
