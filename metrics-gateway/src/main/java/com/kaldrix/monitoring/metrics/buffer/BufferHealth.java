package com.kaldrix.monitoring.metrics.buffer;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the buffer takes samples. */
final class BufferHealth implements HealthIndicator {
    private final DiskBuffer buffer;

    BufferHealth(DiskBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public Health health() {
        boolean full = buffer.bytes() >= buffer.maxBytes();
        return (full ? Health.outOfService() : Health.up())
                .withDetail("bytes", buffer.bytes())
                .withDetail("limit", buffer.maxBytes())
                .build();
    }
}
