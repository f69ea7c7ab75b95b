package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.pair.Election;
import com.kaldrix.monitoring.metrics.pair.Pairs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    @Bean
    Pairs pairs(DiskBuffer buffer, Clock clock) {
        Pairs pairs = new Pairs(clock);
        buffer.recoveredNotes().stream()
                .filter(note -> note.kind().equals(Pairs.NOTE))
                .forEach(note -> Election.ofNote(note.text()).ifPresent(pairs::recover));
        buffer.preamble(draft -> pairs.all().forEach(election -> draft.note(Pairs.NOTE, election.note())));
        return pairs;
    }

    @Bean
    SeriesRegistry seriesRegistry() {
        return new SeriesRegistry();
    }

    @Bean
    BufferedIntake intake(DiskBuffer buffer, SeriesRegistry registry, Pairs pairs, MeterRegistry meters, Clock clock) {
        buffer.canonical(registry::canonical);
        return new BufferedIntake(buffer, registry, pairs, new MeterIntakeMetrics(meters), clock);
    }

    @Bean
    Ticks intakeTicks(SeriesRegistry registry, MeterRegistry meters) {
        return new Ticks(registry, meters);
    }

    /** Lets the registry's time go on. */
    static final class Ticks {
        private final SeriesRegistry registry;
        private final MultiGauge bySource;

        Ticks(SeriesRegistry registry, MeterRegistry meters) {
            this.registry = registry;
            Gauge.builder("kaldrix.gateway.series", registry, SeriesRegistry::size)
                    .description("Series of which samples have come lately")
                    .register(meters);
            bySource = MultiGauge.builder("kaldrix.gateway.source.series")
                    .description("Series of a source of which samples have come lately")
                    .register(meters);
        }

        @Scheduled(fixedRate = SeriesRegistry.TICK_SECONDS * 1000L, initialDelay = SeriesRegistry.TICK_SECONDS * 1000L)
        void tick() {
            registry.tickOver();
        }

        @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT2S")
        void show() {
            bySource.register(
                    registry.bySource().entrySet().stream()
                            .map(source -> MultiGauge.Row.of(Tags.of("source", source.getKey()), source.getValue()))
                            .toList(),
                    true);
        }
    }
}
