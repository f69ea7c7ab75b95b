package com.kaldrix.monitoring.alert;

import com.kaldrix.monitoring.alert.change.ChangeDesk;
import com.kaldrix.monitoring.alert.flap.FlapWatch;
import com.kaldrix.monitoring.alert.intake.Intake.IntakeContext;
import com.kaldrix.monitoring.alert.intake.Intake.Others;
import com.kaldrix.monitoring.alert.intake.Watchdog;
import com.kaldrix.monitoring.alert.notice.Notices;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.alert.notify.Replica;
import com.kaldrix.monitoring.alert.remediation.Remediator;
import com.kaldrix.monitoring.common.audit.AuditConfiguration;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.web.ApiConventions;
import com.kaldrix.monitoring.common.work.Bell;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Puts the features together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProcessorProperties.class)
@Import({ApiConventions.class, AuditConfiguration.class, JsonColumns.class})
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

    /** Rings when an incident has something to do. */
    @Bean
    Bell incidentBell() {
        return new Bell();
    }

    /** Rings when there is something to send. */
    @Bean
    Bell deliveryBell() {
        return new Bell();
    }

    @Bean
    Others intakeOthers(Notices notices, ChangeDesk changes, Remediator remediator) {
        return new Others(notices, changes, remediator);
    }

    @Bean
    IntakeContext intakeContext(Clock clock, Bell incidentBell, Others others, FlapWatch flaps, Watchdog watchdog) {
        return new IntakeContext(clock, incidentBell, others, flaps, watchdog);
    }
}
