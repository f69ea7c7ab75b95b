package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What callers do at the desk, recorded with who did it, in one transaction with its effect. */
@Component
public class AuditedDesk {
    private final IncidentDesk desk;
    private final AuditLog audit;

    AuditedDesk(IncidentDesk desk, AuditLog audit) {
        this.desk = desk;
        this.audit = audit;
    }

    @Transactional
    public Incident acknowledge(UUID id, Actor actor) {
        return acknowledge(id, actor, "");
    }

    /** As {@link IncidentDesk#acknowledge(UUID, String, String)}. */
    @Transactional
    public Incident acknowledge(UUID id, Actor actor, String heardFrom) {
        Incident taken = desk.acknowledge(id, actor.name(), heardFrom);
        record(actor, "acknowledge", id, Map.of());
        return taken;
    }

    @Transactional
    public Incident reopen(UUID id, Actor actor) {
        Incident open = desk.reopen(id, actor.name());
        record(actor, "reopen", id, Map.of());
        return open;
    }

    @Transactional
    public Incident resolve(UUID id, Actor actor) {
        return resolve(id, actor, "");
    }

    /** As {@link IncidentDesk#resolve(UUID, String, String)}. */
    @Transactional
    public Incident resolve(UUID id, Actor actor, String heardFrom) {
        Incident over = desk.resolve(id, actor.name(), heardFrom);
        record(actor, "resolve", id, Map.of());
        return over;
    }

    @Transactional
    public Incident snooze(UUID id, Instant until, Actor actor) {
        Incident quiet = desk.snooze(id, until, actor.name());
        record(actor, "snooze", id, Map.of("until", until.toString()));
        return quiet;
    }

    @Transactional
    public Incident escalate(UUID id, Actor actor) {
        Incident hastened = desk.escalate(id, actor.name());
        record(actor, "escalate", id, Map.of());
        return hastened;
    }

    @Transactional
    public Incident note(UUID id, String text, Actor actor) {
        Incident noted = desk.note(id, text, actor.name());
        record(actor, "note", id, Map.of("characters", Integer.toString(text.length())));
        return noted;
    }

    private void record(Actor actor, String action, UUID id, Map<String, String> detail) {
        audit.record(actor, "incident." + action, "incident/" + id, detail);
    }
}
