package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StoryClockTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void aSecondIsAMinute() {
        StoryClock clock = StoryClock.beginning(
                Clock.fixed(NOON, ZoneOffset.UTC), NOON.minusSeconds(10), Duration.ofSeconds(-150), 60);
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(-150));
        assertThat(clock.at(NOON.plusMillis(2500))).isZero();
        assertThat(clock.at(NOON.plusMillis(7500))).isEqualTo(Duration.ofMinutes(5));
        assertThat(clock.serviceTime()).isEqualTo(NOON.minusSeconds(10).plusSeconds(600));
    }

    @Test
    void timesAreMinutesAndSeconds() {
        assertThat(StoryClock.text(Duration.ZERO)).isEqualTo("0:00");
        assertThat(StoryClock.text(Duration.ofSeconds(307))).isEqualTo("5:07");
        assertThat(StoryClock.text(Duration.ofMinutes(61))).isEqualTo("61:00");
        assertThat(StoryClock.text(Duration.ofSeconds(-150))).isEqualTo("-2:30");
    }
}
