package com.kaldrix.monitoring.metrics.forward.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShardCountTest {
    private static ShardCount count(int least, int most, int samples) {
        return new ShardCount(new QueueRules(
                least, most, samples, Duration.ofSeconds(5), Duration.ofMillis(30), Duration.ofSeconds(5)));
    }

    @Test
    void staysAtTheLeastWhileTheTargetAnswersAtOnce() {
        ShardCount shards = count(1, 50, 2000);
        for (int i = 0; i < 20; i++) {
            shards.learn(true, 1_000_000, 900_000);
        }
        assertThat(shards.now()).isEqualTo(1);
    }

    @Test
    void spreadsWhereTheTargetTakesItsTimeAndMoreIsWaiting() {
        ShardCount shards = count(1, 10, 2000);
        shards.learn(true, 1_000_000, 50_000_000);
        assertThat(shards.now()).isEqualTo(2);
        for (int i = 0; i < 9; i++) {
            shards.learn(true, 1_000_000, 50_000_000);
        }
        assertThat(shards.now()).isEqualTo(10);
    }

    @Test
    void aSlowTargetThatHasEverythingIsNotSpreadOver() {
        ShardCount shards = count(2, 10, 2000);
        shards.learn(false, 1_000_000, 50_000_000);
        assertThat(shards.now()).isEqualTo(2);
    }

    @Test
    void comesBackToTheLeastOnceNothingIsWaiting() {
        ShardCount shards = count(1, 20, 1000);
        for (int i = 0; i < 9; i++) {
            shards.learn(true, 1, 100);
        }
        assertThat(shards.now()).isEqualTo(20);
        for (int i = 0; i < 40; i++) {
            shards.learn(false, 1, 100);
        }
        assertThat(shards.now()).isEqualTo(1);
    }

    @Test
    void neverHoldsMoreThanAFewMegabytesUnlessToldTo() {
        ShardCount large = count(1, 50, 10_000);
        ShardCount told = count(20, 50, 10_000);
        ShardCount huge = count(1, 50, Integer.MAX_VALUE);
        for (ShardCount shards : new ShardCount[] {large, told, huge}) {
            for (int i = 0; i < 20; i++) {
                shards.learn(true, 1, 100);
            }
        }
        assertThat(large.now()).isEqualTo(2);
        assertThat(told.now()).isEqualTo(20);
        assertThat(huge.now()).isEqualTo(1);
    }
}
