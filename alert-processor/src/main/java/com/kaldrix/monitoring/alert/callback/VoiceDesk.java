package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.incident.AuditedDesk;
import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.incident.IncidentDesk;
import com.kaldrix.monitoring.alert.intake.Inbox;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Does what people want by a key on their telephone, and says what came of it. */
@Component
class VoiceDesk {
    private static final String ACKNOWLEDGE = "1";

    private final Directory.Current directory;
    private final Inbox inbox;
    private final IncidentDesk incidents;
    private final AuditedDesk desk;
    private final Clock clock;

    VoiceDesk(Directory.Current directory, Inbox inbox, IncidentDesk incidents, AuditedDesk desk, Clock clock) {
        this.directory = directory;
        this.inbox = inbox;
        this.incidents = incidents;
        this.desk = desk;
        this.clock = clock;
    }

    /** What came of a key. */
    enum Outcome {
        /** The incident is theirs now. */
        ACKNOWLEDGED("Acknowledged. Repeats and escalation stop."),
        /** Somebody had it already. */
        TAKEN("It is acknowledged already."),
        /** It is over. */
        OVER("It is over already."),
        /** The key, the person or the incident is not known. */
        IGNORED("Nothing was done."),
        /** The same request came before. */
        REPEATED("This was taken already.");

        private final String speech;

        Outcome(String speech) {
            this.speech = speech;
        }

        /** What to tell whoever pressed. */
        String speech() {
            return speech;
        }
    }

    /**
     * A key was pressed.
     *
     * @param incident of which incident's call
     * @param person who was called
     * @param key which
     */
    record Press(UUID incident, String person, String key) {}

    /**
     * Does it.
     *
     * @param signature of the request, by which one that is played back is known
     * @param from the address that the request came from
     */
    @Transactional
    public Outcome press(Press press, String signature, String from) {
        if (inbox.add(Set.of("voice/" + signature), clock.instant()).isEmpty()) {
            return Outcome.REPEATED;
        }
        Optional<Person> person = directory.get().person(press.person());
        Optional<Incident> incident = incidents.find(press.incident());
        if (person.isEmpty() || incident.isEmpty() || !press.key().equals(ACKNOWLEDGE)) {
            return Outcome.IGNORED;
        }
        return switch (incident.get().state()) {
            case RESOLVED -> Outcome.OVER;
            case ACKNOWLEDGED -> Outcome.TAKEN;
            case OPEN -> acknowledge(incident.get(), new Actor(person.get().id(), Set.of(Role.RESPONDER), from));
        };
    }

    private Outcome acknowledge(Incident incident, Actor actor) {
        try {
            desk.acknowledge(incident.id(), actor);
            return Outcome.ACKNOWLEDGED;
        } catch (ConflictException overMeanwhile) {
            return Outcome.OVER;
        }
    }
}
