package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ForwardConfiguration {
    /** A target that is away degrades the service; it goes on taking samples. */
    private static final Status DEGRADED = new Status("DEGRADED");

    @Bean(destroyMethod = "close")
    Forwarders forwarders(DiskBuffer buffer, MeterRegistry registry, Clock clock) {
        return new Forwarders(buffer, registry, clock);
    }

    @Bean
    HealthIndicator targetsHealthIndicator(Forwarders forwarders) {
        return () -> {
            var unwell = forwarders.unwell();
            return unwell.isEmpty()
                    ? Health.up().build()
                    : Health.status(DEGRADED).withDetails(unwell).build();
        };
    }
}
