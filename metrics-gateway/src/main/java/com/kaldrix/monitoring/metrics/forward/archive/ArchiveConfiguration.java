package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.metrics.buffer.Buffer;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.spool.StateFolder;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The archive, when a place for it is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ArchiveProperties.class)
@ConditionalOnExpression("!'${kaldrix.archive.location:}'.isBlank()")
class ArchiveConfiguration {
    @Bean(destroyMethod = "close")
    Objects archiveObjects(
            ArchiveProperties properties, Identity identity, @Value("${kaldrix.aws.endpoint:}") String endpoint) {
        S3Options s3 = new S3Options(
                identity.region().code(),
                endpoint.isBlank() ? null : URI.create(endpoint),
                properties.kmsKey().isBlank() ? null : properties.kmsKey());
        return OpenObjects.at(ObjectLocation.parse(properties.location()), s3);
    }

    @Bean
    ArchiveMetrics archiveMetrics(MeterRegistry registry) {
        return new ArchiveMetrics(registry);
    }

    @Bean
    ArchiveLoop archiveLoop(
            Buffer buffer,
            RollWriter archiveWriter,
            ArchiveProperties properties,
            ArchiveMetrics archiveMetrics,
            Clock clock) {
        return new ArchiveLoop(buffer, archiveWriter, properties, archiveMetrics, clock);
    }

    @Bean
    RollWriter archiveWriter(
            Objects archiveObjects,
            Identity identity,
            ArchiveProperties properties,
            StateFolder state,
            ArchiveMetrics metrics) {
        return new RollWriter(archiveObjects, identity, state.folder(properties.workDirectory(), "archive"), metrics);
    }

    @Bean
    ArchiveHealth archiveHealthIndicator(ArchiveLoop loop) {
        return new ArchiveHealth(loop);
    }
}
