package com.kaldrix.monitoring.alert.silence;

import com.kaldrix.monitoring.alert.silence.Silence.State;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do to silences, recorded with who did it, in one transaction with its effect. */
@Component
public class SilenceDesk {
    private final Silences silences;
    private final AuditLog audit;
    private final Clock clock;

    SilenceDesk(Silences silences, AuditLog audit, Clock clock) {
        this.silences = silences;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a new silence; one that would have begun already begins now. */
    @Transactional
    public Silence create(SilenceDraft draft, Actor actor) {
        Instant now = now();
        draft.check(now);
        return create(draft, now, actor);
    }

    /**
     * Changes a silence. Where only its times change it keeps its identity; else it is expired and a new one takes its
     * place, so that what was once silenced and by whom stays on record.
     *
     * @return the silence that holds now; not always of the same id
     * @throws NotFoundException if there is none of this id
     */
    @Transactional
    public Silence change(UUID id, SilenceDraft draft, Actor actor) {
        Instant now = now();
        draft.check(now);
        Silence before = lock(id);
        if (before.canBecome(draft, now)) {
            Instant start = before.stateAt(now) == State.ACTIVE ? before.startsAt() : draft.startsAt();
            Silence changed = Silence.of(id, draft, start, now, actor.name());
            silences.update(changed);
            record(actor, "update", changed);
            return changed;
        }
        if (before.stateAt(now) != State.EXPIRED) {
            expire(before, now, actor);
        }
        return create(draft, now, actor);
    }

    /**
     * Ends a silence. To end one that is over changes nothing and is no error.
     *
     * @throws NotFoundException if there is none of this id
     */
    @Transactional
    public void expire(UUID id, Actor actor) {
        Instant now = now();
        Silence silence = lock(id);
        if (silence.stateAt(now) != State.EXPIRED) {
            expire(silence, now, actor);
        }
    }

    /** The silence of this id; empty when there is none. */
    @Transactional(readOnly = true)
    public Optional<Silence> find(UUID id) {
        return silences.find(id);
    }

    /** All silences, also those that are over and not yet forgotten. */
    @Transactional(readOnly = true)
    public List<Silence> all() {
        return silences.all();
    }

    private Silence create(SilenceDraft draft, Instant now, Actor actor) {
        Instant start = draft.startsAt().isBefore(now) ? now : draft.startsAt();
        Silence silence = Silence.of(Ids.next(), draft, start, now, actor.name());
        silences.add(silence);
        record(actor, "create", silence);
        return silence;
    }

    private void expire(Silence silence, Instant now, Actor actor) {
        Silence over = silence.expired(now);
        silences.update(over);
        record(actor, "expire", over);
    }

    private void record(Actor actor, String action, Silence silence) {
        audit.record(
                actor,
                "silence." + action,
                "silence/" + silence.id(),
                Map.of(
                        "matchers", silence.matchers().toString(),
                        "startsAt", silence.startsAt().toString(),
                        "endsAt", silence.endsAt().toString(),
                        "createdBy", silence.createdBy(),
                        "comment", silence.comment()));
    }

    private Silence lock(UUID id) {
        return silences.lock(id).orElseThrow(() -> new NotFoundException("silence", id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
