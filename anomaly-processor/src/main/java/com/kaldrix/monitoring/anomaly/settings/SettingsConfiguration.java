package com.kaldrix.monitoring.anomaly.settings;

import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
    /** Far less than the twenty seconds that readings are waited for. */
    private static final Duration EVERY = Duration.ofSeconds(2);

    @Bean
    CurrentSettings currentSettings(ObjectProvider<Wishes> wishes, Clock clock) {
        return new CurrentSettings(wishes.orderedStream().toList(), clock);
    }

    @Bean
    SettingsLoop settingsLoop(CurrentSettings settings) {
        return new SettingsLoop(settings, EVERY);
    }
}
