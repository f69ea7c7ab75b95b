package com.kaldrix.monitoring.alert.change;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records changes, once each. */
@Component
public class ChangeDesk {
    private final Changes changes;
    private final AuditLog audit;
    private final ChangeMetrics metrics;
    private final Clock clock;

    ChangeDesk(Changes changes, AuditLog audit, ChangeMetrics metrics, Clock clock) {
        this.changes = changes;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Records what somebody posted; the one that is there already when its key is. */
    @Transactional
    public Change post(Change change, Actor actor) {
        Change kept = changes.add(change, clock.instant());
        if (kept.id().equals(change.id())) {
            audit.record(
                    actor,
                    "change.record",
                    "change/" + change.id(),
                    Map.of("kind", change.kind(), "key", change.key()));
            metrics.recorded("api");
        }
        return kept;
    }

    /** Records what came by the queue, in the caller's transaction. */
    public void hear(Change change) {
        if (changes.add(change, clock.instant()).id().equals(change.id())) {
            metrics.recorded("cloudtrail");
        }
    }
}
