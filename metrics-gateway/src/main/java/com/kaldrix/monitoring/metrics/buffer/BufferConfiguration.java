package com.kaldrix.monitoring.metrics.buffer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BufferProperties.class)
class BufferConfiguration {
    @Bean(destroyMethod = "close")
    DiskBuffer diskBuffer(BufferProperties properties, Clock clock) {
        return DiskBuffer.open(properties.settings(), clock);
    }

    @Bean
    Upkeep bufferUpkeep(DiskBuffer buffer, MeterRegistry registry) {
        return new Upkeep(buffer, registry);
    }

    @Bean
    BufferHealth bufferHealthIndicator(DiskBuffer buffer) {
        return new BufferHealth(buffer);
    }

    /** Keeps the buffer in its bounds, and says how it is. */
    static final class Upkeep {
        private final DiskBuffer buffer;
        private final MultiGauge lag;
        private final MultiGauge backlog;
        private final MultiGauge lostBytes;
        private final MultiGauge lostSamples;

        Upkeep(DiskBuffer buffer, MeterRegistry registry) {
            this.buffer = buffer;
            Gauge.builder("kaldrix.gateway.buffer.bytes", buffer, DiskBuffer::bytes)
                    .description("How large the buffer is")
                    .register(registry);
            Gauge.builder("kaldrix.gateway.buffer.limit.bytes", buffer, DiskBuffer::maxBytes)
                    .description("How large the buffer may be")
                    .register(registry);
            Gauge.builder("kaldrix.gateway.buffer.segments", buffer, DiskBuffer::segments)
                    .description("How many segments the buffer has")
                    .register(registry);
            lag = MultiGauge.builder("kaldrix.gateway.reader.lag.seconds")
                    .description("How long the block that a reader takes next has waited")
                    .register(registry);
            backlog = MultiGauge.builder("kaldrix.gateway.reader.backlog.bytes")
                    .description("How much a reader has yet to take")
                    .register(registry);
            lostBytes = MultiGauge.builder("kaldrix.gateway.reader.lost.bytes")
                    .description("How much was given up for a reader since the start, being too old or damaged")
                    .register(registry);
            lostSamples = MultiGauge.builder("kaldrix.gateway.reader.lost.samples")
                    .description("How many samples were given up for a reader since the start")
                    .register(registry);
        }

        @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT1S")
        void round() {
            buffer.maintain();
            List<ReaderStatus> readers = buffer.readers();
            show(lag, readers, reader -> reader.lag().toMillis() / 1000.0);
            show(backlog, readers, ReaderStatus::backlogBytes);
            show(lostBytes, readers, ReaderStatus::lostBytes);
            show(lostSamples, readers, ReaderStatus::lostSamples);
        }

        private static void show(MultiGauge gauge, List<ReaderStatus> readers, ToDoubleFunction<ReaderStatus> figure) {
            gauge.register(
                    readers.stream()
                            .map(reader -> MultiGauge.Row.of(
                                    Tags.of("reader", reader.name()), () -> figure.applyAsDouble(reader)))
                            .toList(),
                    true);
        }
    }
}
