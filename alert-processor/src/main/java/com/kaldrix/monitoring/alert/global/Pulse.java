package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.RegionHeartbeat;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Says from time to time that this region is alive, once for all of its replicas. It goes the way of all events, by the database and the topic, so that a
 * region that cannot tell of its incidents is silent.
 */
@Component
class Pulse implements Work {
    private static final String SOURCE = "kaldrix/alert-processor";

    private final BeatRows rows;
    private final HubRole role;
    private final GlobalProperties properties;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    Pulse(
            BeatRows rows,
            HubRole role,
            GlobalProperties properties,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock) {
        this.rows = rows;
        this.role = role;
        this.properties = properties;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "region-pulse";
    }

    @Override
    public Duration run(Wake wake) {
        transactions.executeWithoutResult(status -> beat(clock.instant()));
        return properties.heartbeat().dividedBy(6);
    }

    private void beat(Instant now) {
        if (!rows.pulse(now, now.minus(properties.heartbeat()))) {
            return;
        }
        RegionHeartbeat data = new RegionHeartbeat(role.region(), role.hub(), rows.openIncidents(), now);
        CloudEvent<RegionHeartbeat> event = CloudEvent.of(SOURCE, role.region(), now, data)
                .withSubject(role.region().code());
        outbox.append(new OutboxMessage(
                UUID.fromString(event.id()),
                "events",
                RegionHeartbeat.TYPE,
                CloudEvents.write(event),
                Map.of("region", role.region().code())));
    }
}
