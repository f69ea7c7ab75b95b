package com.kaldrix.monitoring.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
    @Property
    void staysBetweenHalfAndAllOfADoublingDelayWithinItsBounds(
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int attempts, @ForAll long seed) {
        Duration delay = new Backoff(new Random(seed)).after(attempts);
        double doubled = Math.min(Math.pow(2, attempts - 1.0), Backoff.MOST.toSeconds());

        assertThat(delay).isBetween(Backoff.LEAST, Backoff.MOST);
        assertThat(delay.toMillis() / 1000.0).isBetween(Math.max(1, doubled / 2), Math.max(1, doubled));
    }
}
