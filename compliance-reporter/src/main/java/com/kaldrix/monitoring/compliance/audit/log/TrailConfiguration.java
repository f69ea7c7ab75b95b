package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.metrics.Sampled;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import com.kaldrix.monitoring.compliance.audit.note.KeyFile;
import com.kaldrix.monitoring.compliance.audit.note.LocalNoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrailProperties.class)
class TrailConfiguration {
    private static final double MILLIS = 1000;

    @Bean(destroyMethod = "close")
    Objects trailObjects(TrailProperties properties, AwsProperties aws, Region region) {
        ObjectLocation location;
        try {
            location = ObjectLocation.parse(properties.location());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("kaldrix.trail.location: " + e.getMessage(), e);
        }
        return OpenObjects.at(
                location, new S3Options(region.code(), aws.endpoint().orElse(null), null));
    }

    @Bean
    NoteSigner noteSigner(TrailProperties properties, SdkHttpClient http, AwsProperties aws, Region region)
            throws IOException {
        if (properties.isInKms()) {
            KmsClient kms =
                    AwsClients.in(region, KmsClient.builder(), http, aws).build();
            return new KmsNoteSigner(kms, properties.key(), properties.origin());
        }
        return new LocalNoteSigner(properties.origin(), KeyFile.at(Path.of(properties.key())));
    }

    @Bean
    Checkpoints checkpoints(
            Trail trail, NoteSigner signer, Objects trailObjects, TrailProperties properties, Clock clock) {
        return new Checkpoints(trail, signer, trailObjects, properties.origin(), clock);
    }

    @Bean
    TrailCheck trailCheck(Trail trail, NoteSigner signer, Checkpoints checkpoints) {
        return new TrailCheck(trail, signer, checkpoints);
    }

    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    Worker trailWorker(Trail trail, Checkpoints checkpoints, TrailProperties properties, Clock clock) {
        return new Worker(new TrailWork(trail, checkpoints, properties.checkpointEvery(), clock), new Bell());
    }

    /** What of the trail is shown. */
    private record Figures(long size, long waiting, double checkpointAge) {}

    /** Looked up at most every few seconds, and never for so long that a scrape waits for a database that is away. */
    @Bean
    MeterBinder trailMeters(Trail trail, Clock clock) {
        Sampled<Figures> figures = new Sampled<>(
                "audit-trail",
                () -> new Figures(
                        trail.size(),
                        trail.waiting(),
                        trail.latest()
                                .map(latest -> Duration.between(latest.at(), clock.instant())
                                                .toMillis()
                                        / MILLIS)
                                .orElse(Double.NaN)));
        return registry -> {
            gauge(registry, "kaldrix_compliance_audit_entries", "Entries of the audit trail", figures, Figures::size);
            gauge(
                    registry,
                    "kaldrix_compliance_audit_waiting",
                    "What waits for a place in it",
                    figures,
                    Figures::waiting);
            gauge(
                    registry,
                    "kaldrix_compliance_audit_checkpoint_age_seconds",
                    "How old the newest signed checkpoint is",
                    figures,
                    Figures::checkpointAge);
        };
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            String description,
            Sampled<Figures> figures,
            ToDoubleFunction<Figures> part) {
        Gauge.builder(name, figures, sample -> sample.get(part))
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
