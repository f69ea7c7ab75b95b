package com.kaldrix.monitoring.metrics.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Property
    void isDueOnceInEachIntervalAtItsOwnPoint(
            @ForAll long hash,
            @ForAll @LongRange(min = 1, max = 86_400_000) long interval,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long now) {
        Schedule schedule = Schedule.of(Duration.ofMillis(interval), hash);
        Instant at = Instant.ofEpochMilli(now);
        Instant due = schedule.from(at);

        assertThat(Duration.between(at, due)).isBetween(Duration.ZERO, Duration.ofMillis(interval - 1));
        assertThat(schedule.from(due)).isEqualTo(due);
        assertThat(schedule.after(due)).isEqualTo(due.plusMillis(interval));
    }

    @Test
    void isNeverBeforeNowAlsoBetweenMilliseconds() {
        Instant now = Instant.parse("2026-11-25T14:00:00.123456Z");

        assertThat(Schedule.of(Duration.ofMillis(1), 0).from(now)).isAfter(now).isBefore(now.plusMillis(2));
    }

    @Test
    void spreadsTargetsOverTheInterval() {
        SplittableRandom random = new SplittableRandom(20261125);
        int[] inTenths = new int[10];
        for (int i = 0; i < 1000; i++) {
            long offset = Schedule.of(Duration.ofSeconds(10), random.nextLong()).offset();
            inTenths[(int) (offset / 1000)]++;
        }

        assertThat(inTenths).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(50, 150);
            }
        });
    }
}
