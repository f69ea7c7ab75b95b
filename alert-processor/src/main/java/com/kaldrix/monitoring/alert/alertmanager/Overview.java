package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.AlertGroup;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.AlertStatus;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.GettableAlert;
import com.kaldrix.monitoring.alert.alertmanager.Shapes.ReceiverName;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.alert.incident.IncidentMarks;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.route.Routes;
import com.kaldrix.monitoring.alert.suppression.Suppression;
import com.kaldrix.monitoring.alert.suppression.Verdict;
import com.kaldrix.monitoring.alert.suppression.Verdicts;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All alerts that fire, with whom they reach and what keeps them from being told. */
@Component
class Overview {
    private final Alerts alerts;
    private final Routes routes;
    private final Suppression suppression;
    private final IncidentMarks marks;

    Overview(Alerts alerts, Routes routes, Suppression suppression, IncidentMarks marks) {
        this.alerts = alerts;
        this.routes = routes;
        this.suppression = suppression;
        this.marks = marks;
    }

    /**
     * @param labels what the labels must be, own and derived
     * @param receiver which receivers are asked for
     * @param status what may keep an alert quiet
     */
    record Wanted(Predicate<Labels> labels, Predicate<String> receiver, Predicate<AlertStatus> status) {}

    /** In order of fingerprints. */
    @Transactional(readOnly = true)
    public List<GettableAlert> alerts(Wanted wanted, Instant now) {
        List<GettableAlert> shown = new ArrayList<>();
        look(wanted, now, (alert, reached) -> shown.add(alert));
        shown.sort(Comparator.comparing(GettableAlert::fingerprint));
        return shown;
    }

    /**
     * In order of group labels and receivers.
     *
     * @param muted whether groups are shown whose route keeps quiet at this time
     */
    @Transactional(readOnly = true)
    public List<AlertGroup> groups(Wanted wanted, boolean muted, Instant now) {
        Map<String, Gathered> groups = new TreeMap<>();
        Map<String, Suppression.Muting> muting = new TreeMap<>();
        look(wanted, now, (shown, reached) -> {
            for (Reached one : reached) {
                Suppression.Muting quiet = muting.computeIfAbsent(
                        one.route().identity(), identity -> suppression.muting(one.route(), now));
                if (!wanted.receiver().test(one.route().receiver()) || quiet.muted() && !muted) {
                    continue;
                }
                groups.computeIfAbsent(
                                one.labels() + "\0" + one.route().receiver() + "\0"
                                        + one.route().identity(),
                                key -> new Gathered(one.route().receiver(), one.labels(), new ArrayList<>()))
                        .alerts()
                        .add(quiet.muted() ? muted(shown, quiet.by()) : shown);
            }
        });
        return groups.values().stream().map(Gathered::group).toList();
    }

    private record Reached(Route route, Labels labels) {}

    private record Gathered(String receiver, Labels labels, List<GettableAlert> alerts) {
        AlertGroup group() {
            alerts.sort(Comparator.comparing(GettableAlert::fingerprint));
            return new AlertGroup(alerts, labels.asMap(), new ReceiverName(receiver));
        }
    }

    private interface Visitor {
        void see(GettableAlert shown, List<Reached> reached);
    }

    private void look(Wanted wanted, Instant now, Visitor visitor) {
        List<Alert> firing = alerts.firing(Map.of(), now);
        Map<Fingerprint, Labels> labels = Suppression.seen(firing);
        Verdicts verdicts = suppression.judgeAll(firing, labels, now);
        Map<Fingerprint, Map<String, String>> marked = marks.standing();
        Route root = routes.root();
        for (Alert alert : firing) {
            Labels seen = labels.getOrDefault(alert.fingerprint(), alert.labels());
            if (!wanted.labels().test(seen)) {
                continue;
            }
            List<Route> reached = root.match(seen);
            List<String> receivers =
                    reached.stream().map(Route::receiver).distinct().toList();
            AlertStatus status = status(verdicts.of(alert.fingerprint()));
            if (receivers.stream().noneMatch(wanted.receiver())
                    || !wanted.status().test(status)) {
                continue;
            }
            visitor.see(
                    shown(alert, marked.getOrDefault(alert.fingerprint(), Map.of()), receivers, status),
                    reached.stream()
                            .map(route -> new Reached(
                                    route, route.groupLabels(route.groupBy().all() ? alert.labels() : seen)))
                            .toList());
        }
    }

    private static AlertStatus status(Verdict verdict) {
        return new AlertStatus(
                verdict.inhibitedBy().map(Object::toString).stream().toList(),
                verdict.silencedBy().stream().map(Object::toString).toList(),
                verdict.heldBy().stream().map(HeldBy::label).toList(),
                verdict.suppressed() ? "suppressed" : "active");
    }

    private static GettableAlert muted(GettableAlert shown, List<String> by) {
        List<String> all =
                Stream.concat(shown.status().mutedBy().stream(), by.stream()).toList();
        AlertStatus status =
                new AlertStatus(shown.status().inhibitedBy(), shown.status().silencedBy(), all, "suppressed");
        return new GettableAlert(
                shown.annotations(),
                shown.endsAt(),
                shown.fingerprint(),
                shown.receivers(),
                shown.startsAt(),
                status,
                shown.updatedAt(),
                shown.generatorURL(),
                shown.labels());
    }

    /** What the source says beats what the suite adds. */
    private static GettableAlert shown(
            Alert alert, Map<String, String> marks, List<String> receivers, AlertStatus status) {
        Map<String, String> annotations = new TreeMap<>(marks);
        annotations.putAll(alert.annotations());
        return new GettableAlert(
                annotations,
                Millis.of(alert.endsAt()),
                alert.fingerprint().toString(),
                receivers.stream().map(ReceiverName::new).toList(),
                Millis.of(alert.startsAt()),
                status,
                Millis.of(alert.updatedAt()),
                alert.link(),
                alert.labels().asMap());
    }

    /** How many alerts fire and are told, and how many are held back by silences or inhibition. */
    @Transactional(readOnly = true)
    public Counts counts(Instant now) {
        List<Alert> firing = alerts.firing(Map.of(), now);
        Verdicts verdicts = suppression.judgeAll(firing, Suppression.seen(firing), now);
        long suppressed = firing.stream()
                .filter(alert -> verdicts.suppressed(alert.fingerprint()))
                .count();
        return new Counts(firing.size() - suppressed, suppressed);
    }

    record Counts(long active, long suppressed) {}
}
