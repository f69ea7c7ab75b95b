package com.kaldrix.monitoring.compliance.intake;

import com.kaldrix.monitoring.common.queue.Queue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Says in readiness that a queue cannot be reached. What is known can be asked for all the same, so the service is degraded and not out of service. */
@Component("queuesHealthIndicator")
class QueuesHealth extends AbstractHealthIndicator {
    private final Map<String, Boolean> reached = new ConcurrentHashMap<>();

    /** Notes how the latest request to a queue went. */
    void reached(Queue queue, boolean successfully) {
        reached.put(queue.name().toString(), successfully);
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        reached.forEach((queue, successfully) -> {
            if (!successfully) {
                builder.status("DEGRADED").withDetail(queue, "cannot be reached");
            }
        });
    }
}
