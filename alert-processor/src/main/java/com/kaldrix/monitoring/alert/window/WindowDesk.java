package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do to windows, recorded with who did it, in one transaction with its effect. */
@Component
public class WindowDesk {
    private final Windows windows;
    private final ActiveWindows active;
    private final AuditLog audit;
    private final Clock clock;

    WindowDesk(Windows windows, ActiveWindows active, AuditLog audit, Clock clock) {
        this.windows = windows;
        this.active = active;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a new window. */
    @Transactional
    public MaintenanceWindow create(WindowDraft draft, Actor actor) {
        MaintenanceWindow window = draft.window(Ids.next(), actor.name(), now());
        windows.add(window);
        record(actor, "create", window);
        return window;
    }

    /**
     * Changes a window as a whole; one that was over or cancelled may come back so.
     *
     * @throws NotFoundException if there is none of this id
     * @throws ConflictException if it stands in the configuration
     */
    @Transactional
    public MaintenanceWindow change(UUID id, WindowDraft draft, Actor actor) {
        MaintenanceWindow changed = lock(id).changed(draft, actor.name(), now());
        windows.update(changed);
        record(actor, "update", changed);
        return changed;
    }

    /**
     * Ends a window for good. To end one that was ended so changes nothing and is no error.
     *
     * @throws NotFoundException if there is none of this id
     * @throws ConflictException if it stands in the configuration
     */
    @Transactional
    public MaintenanceWindow cancel(UUID id, Actor actor) {
        MaintenanceWindow window = lock(id);
        if (window.cancelledAt() != null) {
            return window;
        }
        MaintenanceWindow over = window.cancelled(now());
        windows.update(over);
        record(actor, "cancel", over);
        return over;
    }

    /** The window of this id, also one of the configuration; empty when there is none. */
    @Transactional(readOnly = true)
    public Optional<MaintenanceWindow> find(UUID id) {
        return active.find(id);
    }

    /** All windows, those of the configuration first. */
    @Transactional(readOnly = true)
    public List<MaintenanceWindow> all() {
        return active.all();
    }

    private MaintenanceWindow lock(UUID id) {
        return windows.lock(id).orElseThrow(() -> {
            if (active.find(id).isPresent()) {
                return new ConflictException("Window " + id + " stands in the configuration file and is changed there");
            }
            return new NotFoundException("maintenance window", id);
        });
    }

    private void record(Actor actor, String action, MaintenanceWindow window) {
        audit.record(
                actor,
                "window." + action,
                "window/" + window.id(),
                Map.of(
                        "name", window.name(),
                        "kind", window.kind().name().toLowerCase(Locale.ROOT),
                        "matchers", window.matchers().toString(),
                        "schedule", window.schedule().toString(),
                        "comment", window.comment()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
