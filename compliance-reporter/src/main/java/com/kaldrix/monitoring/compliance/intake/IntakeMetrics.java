package com.kaldrix.monitoring.compliance.intake;

import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Source;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What Prometheus sees of intake. */
@Component
class IntakeMetrics {
    private static final double MILLIS = 1000;
    /** In place of account and region, for what comes by itself and from anywhere. */
    private static final String EVENTS = "all";

    private final MeterRegistry meters;
    private final Map<Source, AtomicLong> latest = new EnumMap<>(Source.class);
    private final Clock clock;

    /** A source of which nothing has come since the start is as old as the start. */
    IntakeMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        long start = clock.millis();
        for (Source source : Source.values()) {
            AtomicLong last = new AtomicLong(start);
            latest.put(source, last);
            Gauge.builder("kaldrix.compliance.collection.age", last, time -> (clock.millis() - time.get()) / MILLIS)
                    .description("How long nothing has been known of a source")
                    .baseUnit("seconds")
                    .tag("source", source.word())
                    .tag("account", EVENTS)
                    .tag("region", EVENTS)
                    .register(meters);
        }
    }

    void findings(Collection<Finding> findings) {
        long now = Instant.now(clock).toEpochMilli();
        for (Finding finding : findings) {
            Source source = finding.origin().source();
            Counter.builder("kaldrix.compliance.findings.received")
                    .description("Findings that came, by source")
                    .tag("source", source.word())
                    .register(meters)
                    .increment();
            AtomicLong last = latest.get(source);
            if (last != null) {
                last.accumulateAndGet(now, Math::max);
            }
        }
    }

    void repeated(int messages) {
        messages("repeated", messages);
    }

    void accepted() {
        messages("accepted", 1);
    }

    void ignored() {
        messages("ignored", 1);
    }

    void poison() {
        messages("poison", 1);
    }

    private void messages(String outcome, int count) {
        Counter.builder("kaldrix.compliance.messages")
                .description("Messages of queues, by what became of them")
                .tag("outcome", outcome)
                .register(meters)
                .increment(count);
    }
}
