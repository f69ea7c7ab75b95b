package com.kaldrix.monitoring.metrics.forward.remotewrite;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what goes to a target, for Prometheus. */
final class MeterTargetMetrics implements TargetMetrics {
    private final String target;
    private final MeterRegistry registry;
    private final Counter sent;
    private final Counter retried;
    private final Timer requests;
    private volatile boolean well = true;
    private volatile String reason = "";

    MeterTargetMetrics(String target, MeterRegistry registry) {
        this.target = target;
        this.registry = registry;
        sent = Counter.builder("kaldrix.gateway.forward.samples")
                .description("Samples that a target has taken")
                .tag("target", target)
                .register(registry);
        retried = Counter.builder("kaldrix.gateway.forward.retries")
                .description("Requests that a target did not take and that are tried again")
                .tag("target", target)
                .register(registry);
        requests = Timer.builder("kaldrix.gateway.forward.requests")
                .description("Requests to a target")
                .tag("target", target)
                .register(registry);
        Gauge.builder("kaldrix.gateway.forward.up", this, one -> one.well ? 1 : 0)
                .description("Whether a target has answered the last request")
                .tag("target", target)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void sent(int samples) {
        sent.increment(samples);
    }

    @Override
    public void refused(int samples, int status) {
        Counter.builder("kaldrix.gateway.forward.refused.samples")
                .description("Samples that a target has refused for good")
                .tag("target", target)
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment(samples);
    }

    @Override
    public void retried() {
        retried.increment();
    }

    @Override
    public void answered(Duration took) {
        requests.record(took);
    }

    @Override
    public void healthy(boolean isWell, String why) {
        well = isWell;
        reason = why;
    }

    boolean well() {
        return well;
    }

    String reason() {
        return reason;
    }
}
