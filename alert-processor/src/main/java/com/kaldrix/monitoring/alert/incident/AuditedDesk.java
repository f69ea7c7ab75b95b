package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What callers do at the desk, recorded with who did it, in one transaction with its effect. */
@Component
public class AuditedDesk {
    private final IncidentDesk desk;
    private final Regrouping regrouping;
    private final AuditLog audit;

    AuditedDesk(IncidentDesk desk, Regrouping regrouping, AuditLog audit) {
        this.desk = desk;
        this.regrouping = regrouping;
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

    @Transactional
    public Incident reassign(UUID id, String receiver, Actor actor) {
        Incident handed = regrouping.reassign(id, receiver, actor.name());
        record(actor, "reassign", id, Map.of("receiver", receiver));
        return handed;
    }

    @Transactional
    public Incident merge(UUID id, UUID into, Actor actor) {
        Incident whole = regrouping.merge(id, into, actor.name());
        record(actor, "merge", id, Map.of("into", into.toString()));
        return whole;
    }

    @Transactional
    public Incident split(UUID id, Set<Fingerprint> alerts, Actor actor) {
        Incident off = regrouping.split(id, alerts, actor.name());
        record(actor, "split", id, Map.of("off", off.id().toString(), "alerts", Integer.toString(alerts.size())));
        return off;
    }

    private void record(Actor actor, String action, UUID id, Map<String, String> detail) {
        audit.record(actor, "incident." + action, "incident/" + id, detail);
    }
}
