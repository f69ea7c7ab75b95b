package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.incident.Announcer.News;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells the integrations of an incident's receiver what each of them does not know yet. */
@Component
class Bulletin {
    private final Incidents incidents;
    private final Receivers receivers;
    private final Announcer announcer;
    private final IncidentJournal journal;
    private final Storms storms;

    Bulletin(Incidents incidents, Receivers receivers, Announcer announcer, IncidentJournal journal, Storms storms) {
        this.incidents = incidents;
        this.receivers = receivers;
        this.announcer = announcer;
        this.journal = journal;
        this.storms = storms;
    }

    /**
     * Why it may be said again at once that something fires.
     *
     * @param wanted whether it may
     * @param evenIfTaken also for an incident that somebody has taken
     * @param notes sentences that go along
     */
    record Reminder(boolean wanted, boolean evenIfTaken, List<String> notes) {
        static final Reminder NONE = new Reminder(false, false, List.of());

        /** The same, and with these sentences, which are a reason to say it again; none change nothing. */
        Reminder with(List<String> more) {
            if (more.isEmpty()) {
                return this;
            }
            List<String> all = new ArrayList<>(notes);
            all.addAll(more);
            return new Reminder(true, evenIfTaken, all);
        }
    }

    /** Whether anything was told, or there is nobody to be told; false where another incident tells of it. */
    boolean tell(Incident incident, Route route, Situation situation, Reminder reminder) {
        if (storms.teller(incident, route, situation).isPresent()) {
            return false;
        }
        List<String> notes = new ArrayList<>(reminder.notes());
        notes.addAll(storms.notes(incident));
        Set<Fingerprint> firing = fingerprints(situation.audible());
        Set<Fingerprint> over = fingerprints(situation.over());
        boolean told = false;
        Map<Address, Integration> addressed = receivers
                .find(incident.group().receiver())
                .map(Receiver::addressed)
                .orElse(Map.of());
        for (Map.Entry<Address, Integration> entry : addressed.entrySet()) {
            Integration integration = entry.getValue();
            String name = entry.getKey().toString();
            Optional<Kind> kind = Optional.ofNullable(situation.before().get(name))
                    .map(last -> last.news(
                            firing,
                            over,
                            integration.sendResolved(),
                            reminder.wanted() ? Duration.ZERO : route.repeatInterval(),
                            situation.now()))
                    .or(() -> Optional.of(Told.first(firing)))
                    .flatMap(Bulletin::kind)
                    .filter(what -> what != Kind.REPEATED
                            || reminder.wanted() && reminder.evenIfTaken()
                            || incident.state() != State.ACKNOWLEDGED);
            if (kind.isPresent()) {
                announcer.tell(
                        incident,
                        new News(kind.get(), shown(situation, integration), notes, situation.now()),
                        entry.getKey(),
                        integration,
                        incident.dedupKey());
                incidents.tell(incident.id(), name, new Told(firing, over, situation.now()));
                journal.notified(incident, kind.get(), entry.getKey(), situation.now());
                told = true;
            }
        }
        // A receiver without integrations tells nobody, and yet the incident has been shown to whom the route says.
        return told || addressed.isEmpty();
    }

    private static List<Alert> shown(Situation situation, Integration integration) {
        List<Alert> shown = new ArrayList<>(situation.audible());
        if (integration.sendResolved()) {
            shown.addAll(situation.over());
        }
        return shown;
    }

    /** {@link Told.News#RESOLVED} is not told here: while anything fires it cannot come, and the end is told to all. */
    private static Optional<Kind> kind(Told.News news) {
        return switch (news) {
            case OPENED -> Optional.of(Kind.OPENED);
            case CHANGED -> Optional.of(Kind.CHANGED);
            case REPEATED -> Optional.of(Kind.REPEATED);
            case NOTHING, RESOLVED -> Optional.empty();
        };
    }

    /** Tells everybody who was told that the incident fires that it is over. */
    void tellTheEnd(Incident over, Situation situation, List<String> notes) {
        tellTheEnd(over, situation, notes, "");
    }

    /** As {@link Announcer#tellState}. */
    void tellState(Incident incident, Kind kind, Situation situation, List<String> notes, String heardFrom) {
        announcer.tellState(incident, new News(kind, situation.firing(), notes, situation.now()), heardFrom);
    }

    /** The same, but not to where it was heard from. */
    void tellTheEnd(Incident over, Situation situation, List<String> notes, String heardFrom) {
        List<Alert> known = situation.over();
        List<Alert> shown = situation.firing().isEmpty() && !known.isEmpty() ? known : situation.alerts();
        announcer.tellTheEnd(over, new News(Kind.RESOLVED, shown, notes, situation.now()), heardFrom);
    }

    private static Set<Fingerprint> fingerprints(List<Alert> alerts) {
        return alerts.stream().map(Alert::fingerprint).collect(Collectors.toSet());
    }
}
