package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.series.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what comes in, for Prometheus. */
final class MeterIntakeMetrics implements IntakeMetrics {
    private final MeterRegistry registry;
    private final Map<Source, OfSource> sources = new ConcurrentHashMap<>();

    MeterIntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private record OfSource(
            Counter samples, Counter histograms, Counter exemplars, Counter deduplicated, Counter turnedAway) {}

    private OfSource of(Source source) {
        return sources.computeIfAbsent(
                source,
                key -> new OfSource(
                        accepted(key, "sample"),
                        accepted(key, "histogram"),
                        accepted(key, "exemplar"),
                        counter("kaldrix.gateway.samples.deduplicated", "Samples of a twin that is not elected", key),
                        counter("kaldrix.gateway.batches.turned.away", "Batches not taken for want of room", key)));
    }

    private Counter accepted(Source source, String kind) {
        return Counter.builder("kaldrix.gateway.samples.accepted")
                .description("Samples that are safe in the buffer")
                .tag("protocol", source.protocol())
                .tag("source", source.name())
                .tag("kind", kind)
                .register(registry);
    }

    private Counter counter(String name, String description, Source source) {
        return Counter.builder(name)
                .description(description)
                .tag("protocol", source.protocol())
                .tag("source", source.name())
                .register(registry);
    }

    @Override
    public void accepted(Source source, int samples, int histograms, int exemplars) {
        OfSource counters = of(source);
        counters.samples().increment(samples);
        counters.histograms().increment(histograms);
        counters.exemplars().increment(exemplars);
    }

    @Override
    public void rejected(Source source, Rejection reason, int samples) {
        Counter.builder("kaldrix.gateway.samples.rejected")
                .description("Samples that were refused")
                .tag("protocol", source.protocol())
                .tag("source", source.name())
                .tag("reason", reason.word())
                .register(registry)
                .increment(samples);
    }

    @Override
    public void deduplicated(Source source, int samples) {
        of(source).deduplicated().increment(samples);
    }

    @Override
    public void turnedAway(Source source) {
        of(source).turnedAway().increment();
    }
}
