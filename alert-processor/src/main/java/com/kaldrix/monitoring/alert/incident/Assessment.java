package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.flap.Flap;
import com.kaldrix.monitoring.alert.flap.FlapRule;
import com.kaldrix.monitoring.alert.flap.FlapWatch;
import com.kaldrix.monitoring.alert.flap.FlapWatch.Seen;
import com.kaldrix.monitoring.alert.held.HeldAlerts;
import com.kaldrix.monitoring.alert.held.HeldAlerts.Released;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.alert.remediation.Remediator;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.suppression.Suppression;
import com.kaldrix.monitoring.alert.suppression.Verdicts;
import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks at an incident: its alerts, who knows of them, what keeps them quiet; and keeps on record what was held back. */
@Component
class Assessment {
    private final Incidents incidents;
    private final Suppression suppression;
    private final HeldAlerts held;
    private final FlapWatch flaps;
    private final IncidentJournal journal;
    private final Remediator remediator;

    Assessment(
            Incidents incidents,
            Suppression suppression,
            HeldAlerts held,
            FlapWatch flaps,
            IncidentJournal journal,
            Remediator remediator) {
        this.incidents = incidents;
        this.suppression = suppression;
        this.held = held;
        this.flaps = flaps;
        this.journal = journal;
        this.remediator = remediator;
    }

    Situation of(Incident incident, Route route, Instant now) {
        List<Member> members = incidents.members(incident.id());
        List<Alert> all = members.stream().map(Member::alert).toList();
        return new Situation(
                members, incidents.told(incident.id()), suppression.judge(route, all, now), flaps.look(all, now), now);
    }

    /** Whatever is held back: somebody has decided. */
    Situation unjudged(Incident incident, Instant now) {
        return new Situation(
                incidents.members(incident.id()),
                incidents.told(incident.id()),
                Verdicts.NONE,
                new Seen(Map.of(), List.of()),
                now);
    }

    /**
     * Writes down what windows and conditions hold back, and what flaps; has put right what may be heard.
     *
     * @return a sentence for each of them that held back what may be heard now and still fires, and for each alert that has
     *     begun to flap; often empty
     */
    List<String> keep(Incident incident, Situation situation) {
        Set<Fingerprint> firing = fingerprints(situation.firing());
        journal.kept(held.record(incident.id(), only(situation.verdicts().held(), firing), false, situation.now()));
        Map<Fingerprint, List<HeldBy>> tried = only(situation.verdicts().tried(), firing);
        if (held.record(incident.id(), tried, true, situation.now()) > 0) {
            journal.tried(incident, tried, situation.now());
        }
        // What was held back when it joined, and is not any more, is put right now.
        remediator.consider(incident.id(), situation.audible(), situation.now());
        Set<Fingerprint> audible = fingerprints(situation.audible());
        List<Fingerprint> free = new ArrayList<>(audible);
        situation.resolved().forEach(alert -> free.add(alert.fingerprint()));
        List<String> sentences = new ArrayList<>(flapping(incident, situation));
        sentences.addAll(sentences(held.release(incident.id(), free, situation.now()).stream()
                .filter(released -> audible.contains(released.alert()))
                .toList()));
        return sentences;
    }

    private List<String> flapping(Incident incident, Situation situation) {
        Seen seen = situation.flaps();
        FlapRule rule = flaps.rule();
        List<String> sentences = new ArrayList<>();
        for (Alert alert : situation.audible()) {
            Flap flap = seen.flapping().get(alert.fingerprint());
            if (flap != null && flaps.tell(incident.id(), flap)) {
                String rate = alert.name() + " flaps: it fired again " + flap.times() + " times within "
                        + Wording.duration(rule.within());
                journal.flapping(incident, rate, situation.now());
                sentences.add(rate + ". It is told once more when it has been calm for " + Wording.duration(rule.calm())
                        + ".");
            }
        }
        if (!seen.calm().isEmpty()) {
            Set<Fingerprint> calm = flaps.calm(incident.id(), seen.calm(), situation.now());
            situation.alerts().stream()
                    .filter(alert -> calm.contains(alert.fingerprint()))
                    .forEach(alert -> journal.calm(incident, alert.name(), situation.now()));
        }
        return sentences;
    }

    private static List<String> sentences(List<Released> released) {
        Map<HeldBy, List<Released>> bySource =
                released.stream().collect(Collectors.groupingBy(Released::by, LinkedHashMap::new, Collectors.toList()));
        return bySource.entrySet().stream()
                .map(entry -> Wording.alerts(entry.getValue().size())
                        + " fired during " + entry.getKey().words() + ", from "
                        + entry.getValue().getFirst().since().truncatedTo(ChronoUnit.SECONDS)
                        + " on, and still "
                        + (entry.getValue().size() == 1 ? "fires." : "fire."))
                .toList();
    }

    private static Map<Fingerprint, List<HeldBy>> only(
            Map<Fingerprint, List<HeldBy>> all, Set<Fingerprint> fingerprints) {
        Map<Fingerprint, List<HeldBy>> some = new LinkedHashMap<>(all);
        some.keySet().retainAll(fingerprints);
        return some;
    }

    private static Set<Fingerprint> fingerprints(List<Alert> alerts) {
        return alerts.stream().map(Alert::fingerprint).collect(Collectors.toSet());
    }
}
