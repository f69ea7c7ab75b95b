package com.kaldrix.monitoring.metrics.forward.cloudwatch;

import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.spool.Spool;
import com.kaldrix.monitoring.metrics.spool.StateFolder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Pushes KPIs where that is asked for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "kaldrix.cloudwatch.enabled", havingValue = "true")
@EnableConfigurationProperties(CloudWatchProperties.class)
class CloudWatchConfiguration {
    /** A day of windows. */
    private static final int MOST_WINDOWS = 8_640;

    @Bean
    CloudWatchMetrics cloudWatchMetrics(
            CloudWatchClient client, CloudWatchProperties properties, MeterRegistry registry) {
        return new CloudWatchMetrics(client, properties.namespace(), registry);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    CloudWatchPush cloudWatchPush(
            KpiCatalogue catalogue, Identity identity, Waiting waiting, CloudWatchMetrics metrics, Clock clock) {
        return new CloudWatchPush(
                catalogue,
                identity,
                waiting.spool(),
                metrics,
                waiting.properties().every(),
                clock);
    }

    /** What waits, and how often it is looked at. */
    record Waiting(Spool spool, CloudWatchProperties properties) {}

    @Bean
    Waiting cloudWatchWaiting(StateFolder state, CloudWatchProperties properties, MeterRegistry registry) {
        Counter givenUp = Counter.builder("kaldrix.gateway.cloudwatch.given.up")
                .description("Windows of KPIs that CloudWatch did not take in time")
                .register(registry);
        Spool spool = new Spool(state.file("cloudwatch"), MOST_WINDOWS, givenUp::increment);
        Gauge.builder("kaldrix.gateway.cloudwatch.waiting", spool, Spool::size)
                .description("Windows of KPIs that wait for CloudWatch")
                .register(registry);
        return new Waiting(spool, properties);
    }
}
