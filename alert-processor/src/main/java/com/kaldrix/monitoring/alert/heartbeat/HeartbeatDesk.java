package com.kaldrix.monitoring.alert.heartbeat;

import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes beats in, and makes and removes heartbeats, each in one transaction with its effect. */
@Component
class HeartbeatDesk {
    private final Heartbeats heartbeats;
    private final HeartbeatRows rows;
    private final Intake intake;
    private final AuditLog audit;
    private final Clock clock;

    HeartbeatDesk(Heartbeats heartbeats, HeartbeatRows rows, Intake intake, AuditLog audit, Clock clock) {
        this.heartbeats = heartbeats;
        this.rows = rows;
        this.intake = intake;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws NotFoundException if nobody waits for it */
    @Transactional
    void beat(String name) {
        if (!heartbeats.all().containsKey(name)) {
            throw new NotFoundException("heartbeat", name);
        }
        heartbeats.beat(name, clock.instant()).ifPresent(end -> intake.accept(List.of(end)));
    }

    /** @throws ConflictException if the configuration has one of this name */
    @Transactional
    void make(Heartbeat heartbeat, Actor actor) {
        refuseConfigured(heartbeat.name());
        Instant now = clock.instant();
        rows.make(heartbeat, actor.name(), now);
        rows.know(List.of(heartbeat.name()), now);
        audit.record(
                actor,
                "heartbeat.make",
                "heartbeat/" + heartbeat.name(),
                Map.of(
                        "silentAfter", PrometheusDuration.format(heartbeat.silentAfter()),
                        "severity", heartbeat.severity().name()));
    }

    /**
     * Waits no longer for one; an alert on it is over.
     *
     * @throws NotFoundException if there is none of this name
     * @throws ConflictException if the configuration has it
     */
    @Transactional
    void remove(String name, Actor actor) {
        refuseConfigured(name);
        if (!rows.remove(name)) {
            throw new NotFoundException("heartbeat", name);
        }
        rows.returned(name).ifPresent(alert -> intake.accept(List.of(Heartbeats.end(alert, clock.instant()))));
        audit.record(actor, "heartbeat.remove", "heartbeat/" + name, Map.of());
    }

    private void refuseConfigured(String name) {
        if (heartbeats.configured(name)) {
            throw new ConflictException(
                    "the heartbeat '" + name + "' stands in the configuration and is changed there");
        }
    }
}
