package com.kaldrix.monitoring.alert.review;

import com.kaldrix.monitoring.alert.change.Change;
import com.kaldrix.monitoring.alert.change.Changes;
import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.incident.IncidentDesk;
import com.kaldrix.monitoring.alert.timeline.Timeline;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts reviews together, and keeps what people have taken on. */
@Component
class ReviewDesk {
    private static final int MOST_ENTRIES = 2000;
    private static final int MOST_CHANGES = 100;
    private static final int MOST_ACTIONS = 100;

    private final IncidentDesk incidents;
    private final Timeline timeline;
    private final Changes changes;
    private final ActionItems actions;
    private final AuditLog audit;
    private final ReviewProperties properties;

    ReviewDesk(
            IncidentDesk incidents,
            Timeline timeline,
            Changes changes,
            ActionItems actions,
            AuditLog audit,
            ReviewProperties properties) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.changes = changes;
        this.actions = actions;
        this.audit = audit;
        this.properties = properties;
    }

    /** @throws NotFoundException if there is no such incident */
    @Transactional(readOnly = true)
    public Review of(UUID id) {
        Incident incident = incident(id);
        List<TimelineEntry> entries = timeline.of(id, Optional.empty(), MOST_ENTRIES + 1);
        Instant opened = incident.times().openedAt();
        Instant from = opened.minus(properties.changesBefore());
        List<Change> before = changes.find(
                new Changes.Filter(from, opened, "", incident.group().region()), Optional.empty(), MOST_CHANGES);
        boolean whole = entries.size() <= MOST_ENTRIES;
        return new Review(
                incident, whole ? entries : entries.subList(0, MOST_ENTRIES), whole, from, before, actions.of(id));
    }

    /**
     * Writes down what somebody takes on.
     *
     * @throws NotFoundException if there is no such incident
     * @throws ConflictException if it has too many already
     */
    @Transactional
    public ActionItem add(ActionItem item, Actor actor) {
        incident(item.incident());
        if (actions.of(item.incident()).size() >= MOST_ACTIONS) {
            throw new ConflictException("A review has at most " + MOST_ACTIONS + " action items");
        }
        actions.put(item);
        record(actor, "add", item);
        return item;
    }

    /** @throws NotFoundException if there is no such item */
    @Transactional
    public ActionItem change(UUID incident, UUID id, UnaryOperator<ActionItem> change, Actor actor) {
        ActionItem changed = change.apply(item(incident, id));
        actions.put(changed);
        record(actor, "change", changed);
        return changed;
    }

    /** @throws NotFoundException if there is no such item */
    @Transactional
    public void remove(UUID incident, UUID id, Actor actor) {
        ActionItem item = item(incident, id);
        actions.remove(id);
        record(actor, "remove", item);
    }

    private Incident incident(UUID id) {
        return incidents.find(id).orElseThrow(() -> new NotFoundException("incident", id));
    }

    private ActionItem item(UUID incident, UUID id) {
        return actions.lock(incident, id).orElseThrow(() -> new NotFoundException("action item", id));
    }

    private void record(Actor actor, String action, ActionItem item) {
        audit.record(
                actor,
                "review." + action + "-action",
                "incident/" + item.incident(),
                Map.of(
                        "action",
                        item.id().toString(),
                        "owner",
                        item.owner(),
                        "done",
                        Boolean.toString(item.doneAt() != null)));
    }
}
