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
import java.util.HashMap;
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
        look(wanted, now, (alert, seen) -> shown.add(alert));
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
        look(wanted, now, (shown, seen) -> {
            for (Route route : seen.reached()) {
                Suppression.Muting quiet =
                        muting.computeIfAbsent(route.identity(), identity -> suppression.muting(route, now));
                if (!wanted.receiver().test(route.receiver()) || quiet.muted() && !muted) {
                    continue;
                }
                Labels group = seen.group(route);
                groups.computeIfAbsent(
                                group + "\0" + route.receiver() + "\0" + route.identity(),
                                key -> new Gathered(route.receiver(), group, new ArrayList<>()))
                        .alerts()
                        .add(quiet.muted() ? muted(shown, quiet.by()) : shown);
            }
        });
        return groups.values().stream().map(Gathered::group).toList();
    }

    /** An alert, what routes see of it, and those that it reaches. */
    private record Seen(Alert alert, Labels labels, List<Route> reached) {
        Labels group(Route route) {
            return route.groupLabels(route.groupBy().all() ? alert.labels() : labels);
        }
    }

    private record Gathered(String receiver, Labels labels, List<GettableAlert> alerts) {
        AlertGroup group() {
            alerts.sort(Comparator.comparing(GettableAlert::fingerprint));
            return new AlertGroup(alerts, labels.asMap(), new ReceiverName(receiver));
        }
    }

    private interface Visitor {
        void see(GettableAlert shown, Seen seen);
    }

    private void look(Wanted wanted, Instant now, Visitor visitor) {
        List<Alert> firing = alerts.firing(Map.of(), now);
        Map<Fingerprint, Labels> labels = Suppression.seen(firing);
        Verdicts verdicts = suppression.judgeAll(firing, labels, now);
        Map<Fingerprint, Map<String, String>> marked = marks.standing();
        Route root = routes.root();
        Times times = new Times();
        for (Alert alert : firing) {
            Labels seen = labels.getOrDefault(alert.fingerprint(), alert.labels());
            if (!wanted.labels().test(seen)) {
                continue;
            }
            List<Route> reached = root.match(seen);
            List<String> receivers = receivers(reached);
            AlertStatus status = status(verdicts.of(alert.fingerprint()));
            if (receivers.stream().noneMatch(wanted.receiver())
                    || !wanted.status().test(status)) {
                continue;
            }
            Map<String, String> marks = marked.getOrDefault(alert.fingerprint(), Map.of());
            visitor.see(shown(alert, marks, receivers, status, times), new Seen(alert, seen, reached));
        }
    }

    private static List<String> receivers(List<Route> reached) {
        return reached.size() == 1
                ? List.of(reached.getFirst().receiver())
                : reached.stream().map(Route::receiver).distinct().toList();
    }

    /** Times in words; alerts come in batches, so that many have the same. */
    private static final class Times {
        private final Map<Instant, String> words = new HashMap<>();

        String of(Instant time) {
            return words.computeIfAbsent(time, Millis::of);
        }
    }

    private static AlertStatus status(Verdict verdict) {
        if (!verdict.suppressed()) {
            return AlertStatus.ACTIVE;
        }
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
            Alert alert, Map<String, String> marks, List<String> receivers, AlertStatus status, Times times) {
        Map<String, String> annotations = new TreeMap<>(marks);
        annotations.putAll(alert.annotations());
        return new GettableAlert(
                annotations,
                times.of(alert.endsAt()),
                alert.fingerprint().toString(),
                receivers.stream().map(ReceiverName::new).toList(),
                times.of(alert.startsAt()),
                status,
                times.of(alert.updatedAt()),
                alert.link(),
                alert.labels().view());
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
