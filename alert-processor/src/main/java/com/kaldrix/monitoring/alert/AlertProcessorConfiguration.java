package com.kaldrix.monitoring.alert;

import com.kaldrix.monitoring.alert.incident.IncidentWork;
import com.kaldrix.monitoring.alert.intake.Intake.IntakeContext;
import com.kaldrix.monitoring.alert.notify.NotifyWork;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.alert.notify.Replica;
import com.kaldrix.monitoring.alert.work.Worker;
import com.kaldrix.monitoring.common.region.Region;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the features together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProcessorProperties.class)
class AlertProcessorConfiguration {
    @Bean
    Region region(AlertProcessorProperties properties) {
        return new Region(properties.region());
    }

    @Bean
    PublicAddress publicAddress(AlertProcessorProperties properties) {
        return new PublicAddress(properties.externalUrl());
    }

    @Bean
    Replica replica() {
        return new Replica(ManagementFactory.getRuntimeMXBean().getName());
    }
}
