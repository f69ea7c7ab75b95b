package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.metrics.ingest.cloudwatch.CloudWatchNames;
import com.kaldrix.monitoring.metrics.ingest.http.ProblemTranslation;
import com.kaldrix.monitoring.metrics.intake.Intake;
import com.kaldrix.monitoring.metrics.spool.StateFolder;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FirehoseProperties.class)
class FirehoseConfiguration {
    private static final String PATH = "/firehose/cloudwatch";

    @Bean
    DeliveredRequests deliveredRequests(FirehoseProperties properties, StateFolder state, Clock clock) {
        return new DeliveredRequests(state.folder(properties.directory(), "firehose"), clock, properties.remember());
    }

    @Bean
    FirehoseIntake firehoseIntake(Intake intake, DeliveredRequests requests) {
        return new FirehoseIntake(intake, CloudWatchNames.shipped(), requests);
    }

    @Bean
    FirehoseAnswers firehoseAnswers(JsonMapper json, Clock clock) {
        return new FirehoseAnswers(json, clock);
    }

    @Bean
    FilterRegistrationBean<ProblemTranslation> firehoseAnswersFilter(FirehoseAnswers answers) {
        return answers.at(PATH);
    }

    /** The controller asks for the access key itself. */
    @Bean
    @Order(1)
    AccessRules firehoseRules() {
        return rules -> rules.requestMatchers(HttpMethod.POST, PATH).permitAll();
    }
}
