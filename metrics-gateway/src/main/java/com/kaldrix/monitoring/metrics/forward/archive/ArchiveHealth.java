package com.kaldrix.monitoring.metrics.forward.archive;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Says in readiness that the archive is away. Samples are taken all the same and wait in the buffer: degraded, not down. */
final class ArchiveHealth extends AbstractHealthIndicator {
    private final ArchiveLoop loop;

    ArchiveHealth(ArchiveLoop loop) {
        this.loop = loop;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        String fault = loop.fault();
        if (fault == null) {
            builder.up();
        } else {
            builder.status("DEGRADED").withDetail("archive", fault);
        }
    }
}
