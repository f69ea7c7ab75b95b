package com.kaldrix.monitoring.alert.intake.repetition;

import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.intake.Normaliser;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each process writes what it was told itself; one that has no workers as well. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RepetitionProperties.class)
class RepetitionConfiguration {
    @Bean
    RepeatedIntake repeatedIntake(
            Intake intake,
            Alerts alerts,
            Supplier<Normaliser> normaliser,
            Clock clock,
            RepetitionProperties properties) {
        RepeatedIntake repeated = new RepeatedIntake(intake, alerts, normaliser, clock, properties.within());
        repeated.makeUp();
        return repeated;
    }

    @Bean
    Worker repetitionWorker(RepeatedIntake repeatedIntake) {
        return new Worker(repeatedIntake, new Bell());
    }
}
