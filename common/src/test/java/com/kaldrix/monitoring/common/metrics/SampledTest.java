package com.kaldrix.monitoring.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SampledTest {
    @Test
    void looksUpOnceForAllThatAskAtOnce() {
        AtomicInteger times = new AtomicInteger();
        Sampled<Integer> sampled = new Sampled<>("test", times::incrementAndGet);

        for (int i = 0; i < 100; i++) {
            assertThat(sampled.get(value -> value)).isEqualTo(1.0);
        }
    }

    @Test
    void saysNothingWhereTheLookUpFails() {
        Sampled<Integer> sampled = new Sampled<>("test", () -> {
            throw new IllegalStateException("the database is away, for the test");
        });

        assertThat(sampled.get(value -> value)).isNaN();
    }

    @Test
    void keepsManyWaitingNoLongerThanOneWhereTheLookUpHangs() {
        CountDownLatch end = new CountDownLatch(1);
        Sampled<Integer> sampled = new Sampled<>("test", () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 1;
        });
        long start = System.nanoTime();

        for (int i = 0; i < 50; i++) {
            assertThat(sampled.get(value -> value)).isNaN();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        end.countDown();
    }
}
