package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.alert.global.BeatRows.State;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people ask of regions. */
@Component
class RegionDesk {
    private final BeatRows rows;
    private final Intake intake;
    private final AuditLog audit;
    private final Clock clock;

    RegionDesk(BeatRows rows, Intake intake, AuditLog audit, Clock clock) {
        this.rows = rows;
        this.intake = intake;
        this.audit = audit;
        this.clock = clock;
    }

    List<State> states() {
        return rows.states();
    }

    /**
     * Waits for a region no longer; an alert on its silence is over.
     *
     * @throws NotFoundException if it was never heard of
     */
    @Transactional
    public void forget(String region, Actor actor) {
        Optional<Labels> alert = rows.forget(region).orElseThrow(() -> new NotFoundException("region", region));
        alert.ifPresent(labels -> intake.accept(List.of(Ear.end(labels, clock.instant()))));
        audit.record(actor, "region.forget", "region/" + region, Map.of());
    }
}
