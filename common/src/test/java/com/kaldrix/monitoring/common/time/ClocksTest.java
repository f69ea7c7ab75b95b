package com.kaldrix.monitoring.common.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClocksTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aScaledClockRunsFasterFromItsAnchorOn() {
        SettableClock wall = new SettableClock(START.minusSeconds(5));
        Clock scaled = ScaledClock.of(wall, START, 60);

        assertThat(scaled.instant()).isEqualTo(START.minusSeconds(5));
        wall.set(START.plusSeconds(30));
        assertThat(scaled.instant()).isEqualTo(START.plus(Duration.ofMinutes(30)));
    }

    @Test
    void aSettableClockStandsStillUntilToldAndSharesItsTime() {
        SettableClock clock = new SettableClock(START);
        Clock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));

        assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(START.plusSeconds(300));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(300));
        assertThat(berlin.instant()).isEqualTo(clock.instant());
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void aServiceHasTheClockThatItsConfigurationSays() {
        ApplicationContextRunner service =
                new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TimeConfiguration.class));

        service.run(context -> assertThat(context.getBean(Clock.class)).isEqualTo(Clock.systemUTC()));
        service.withPropertyValues("kaldrix.clock.speed=60", "kaldrix.clock.anchor=2020-01-01T00:00:00Z")
                .run(context -> assertThat(context.getBean(Clock.class).instant())
                        .isAfter(Clock.systemUTC().instant().plus(Duration.ofDays(365))));
        service.withBean(Clock.class, () -> new SettableClock(START))
                .run(context ->
                        assertThat(context.getBean(Clock.class).instant()).isEqualTo(START));
    }
}
