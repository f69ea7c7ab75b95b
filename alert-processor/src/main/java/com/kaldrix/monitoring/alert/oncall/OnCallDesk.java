package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.alert.oncall.Schedules.Edit;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do to schedules, recorded with who did it, in one transaction with its effect. */
@Component
class OnCallDesk {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Directory.Current directory;
    private final Schedules schedules;
    private final AuditLog audit;
    private final Clock clock;

    OnCallDesk(Directory.Current directory, Schedules schedules, AuditLog audit, Clock clock) {
        this.directory = directory;
        this.schedules = schedules;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Has somebody take over.
     *
     * @param from since when; what lies in the past counts from now
     * @throws NotFoundException if there is no such schedule
     * @throws InvalidRequestException with all that is wrong
     */
    @Transactional
    ScheduleOverride override(String schedule, String person, Instant from, Instant to, Actor actor) {
        known(schedule);
        Instant now = now();
        Instant start = from.isBefore(now) ? now : from.truncatedTo(ChronoUnit.MILLIS);
        List<FieldError> errors = new ArrayList<>();
        if (directory.get().person(person).isEmpty()) {
            errors.add(new FieldError("/person", "there is no person of this id in the configuration"));
        }
        if (start.isAfter(now.plus(LONGEST))) {
            errors.add(new FieldError("/from", "must be at most 366 days ahead"));
        }
        if (!to.isAfter(start)) {
            errors.add(new FieldError("/to", "must be later than the beginning and lie in the future"));
        } else if (to.isAfter(start.plus(LONGEST))) {
            errors.add(new FieldError("/to", "must be at most 366 days after the beginning"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        ScheduleOverride made = new ScheduleOverride(
                Ids.next(), schedule, person, start, to.truncatedTo(ChronoUnit.MILLIS), actor.name(), now);
        schedules.add(made);
        record(
                actor,
                "override",
                schedule,
                Map.of(
                        "override", made.id().toString(),
                        "person", person,
                        "from", start.toString(),
                        "to", made.to().toString()));
        return made;
    }

    /**
     * Ends an override: one that has not begun is gone, one that holds is over now, one that is over stays as it is.
     *
     * @throws NotFoundException if there is none of this id in this schedule
     */
    @Transactional
    void end(String schedule, UUID id, Actor actor) {
        ScheduleOverride override = schedules
                .override(id)
                .filter(found -> found.schedule().equals(schedule))
                .orElseThrow(() -> new NotFoundException("override", id));
        Instant now = now();
        if (override.to().isAfter(now)) {
            schedules.end(override, now);
            record(actor, "end-override", schedule, Map.of("override", id.toString(), "person", override.person()));
        }
    }

    /**
     * Has a schedule hold in place of what the configuration says.
     *
     * @throws NotFoundException if the configuration has none of this name
     * @throws InvalidRequestException with all that is wrong
     */
    @Transactional
    void edit(String schedule, ScheduleShape shape, Actor actor) {
        known(schedule);
        Set<String> people = directory.get().people().stream().map(Person::id).collect(Collectors.toSet());
        Schedule read = shape.read(schedule, people);
        schedules.put(schedule, new Edit(shape, actor.name(), now()));
        record(
                actor,
                "edit",
                schedule,
                Map.of("layers", read.layers().stream().map(Layer::name).collect(Collectors.joining(", "))));
    }

    /**
     * Has the configuration hold again. Where it does already nothing changes.
     *
     * @throws NotFoundException if the configuration has none of this name
     */
    @Transactional
    void restore(String schedule, Actor actor) {
        known(schedule);
        if (schedules.remove(schedule)) {
            record(actor, "restore", schedule, Map.of());
        }
    }

    private void known(String schedule) {
        if (directory.get().schedule(schedule).isEmpty()) {
            throw new NotFoundException("schedule", schedule);
        }
    }

    private void record(Actor actor, String action, String schedule, Map<String, String> detail) {
        audit.record(actor, "schedule." + action, "schedule/" + schedule, detail);
    }

    /** As the database keeps it, so that what is answered is what is kept. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
