package com.kaldrix.monitoring.common.time;

import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives every service its {@link Clock}: UTC, at the speed of the wall clock unless {@code kaldrix.clock.speed} is above 1. */
@AutoConfiguration
@EnableConfigurationProperties(ClockProperties.class)
public class TimeConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Clock clock(ClockProperties properties) {
        Clock wall = Clock.systemUTC();
        if (properties.speed() == 1 || properties.anchor() == null) {
            return wall;
        }
        LoggerFactory.getLogger(TimeConfiguration.class)
                .atWarn()
                .addKeyValue("speed", properties.speed())
                .addKeyValue("anchor", properties.anchor())
                .log("Time runs faster than the wall clock");
        return ScaledClock.of(wall, properties.anchor(), properties.speed());
    }

    @Bean
    WallClock wallClock() {
        return new WallClock(Clock.systemUTC());
    }
}
