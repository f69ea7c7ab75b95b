package com.kaldrix.monitoring.alert.replay;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.condition.Condition;
import com.kaldrix.monitoring.alert.condition.Condition.Mode;
import com.kaldrix.monitoring.alert.condition.Condition.Outcome;
import com.kaldrix.monitoring.alert.condition.Neighbours;
import com.kaldrix.monitoring.alert.configuration.Configuration;
import com.kaldrix.monitoring.alert.inhibition.Inhibition;
import com.kaldrix.monitoring.alert.inhibition.InhibitionRules;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.suppression.Suppression;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The alerts of the past as a configuration sees them, and the messages that it would have sent of them: the first message of each
 * group and each one about alerts that are new in it. Repetitions, ends and escalations are left out, and so is what people did:
 * silences, acknowledgements, windows that were made by the API.
 */
final class Past {
    /** A group that is kept quiet for long is looked at again and again; more looks than this are not made. */
    private static final int MOST_LOOKS = 200_000;

    private final Configuration configuration;
    private final List<Alert> alerts;
    private int looks;

    Past(Configuration configuration, List<Alert> history) {
        this.configuration = configuration;
        this.alerts = history.stream().map(this::seen).toList();
    }

    /** With the severity and the labels that this configuration gives it. */
    private Alert seen(Alert alert) {
        Labels known = alert.derived().keep(name -> !name.equals(Alert.SEVERITY));
        var enriched = configuration.kaldrix().enrichment().apply(alert.labels(), known, alert.annotations());
        Severity severity =
                configuration.kaldrix().severityRules().of(alert.labels().orElse(enriched.derived()));
        return new Alert(
                alert.labels(),
                enriched.derived().with(Alert.SEVERITY, severity.name()),
                enriched.annotations(),
                alert.startsAt(),
                alert.endsAt(),
                alert.updatedAt(),
                alert.timeout(),
                severity,
                alert.link());
    }

    private record Group(Route route, List<Alert> alerts) {}

    /** In order of time; empty for receivers that tell nobody. */
    List<Page> pages(Instant now) {
        Map<String, Group> groups = new TreeMap<>();
        for (Alert alert : alerts) {
            for (Route route : configuration.route().match(alert.routingLabels())) {
                Labels labels = route.groupLabels(route.groupBy().all() ? alert.labels() : alert.routingLabels());
                groups.computeIfAbsent(route.identity() + ":" + labels, key -> new Group(route, new ArrayList<>()))
                        .alerts()
                        .add(alert);
            }
        }
        List<Page> pages = new ArrayList<>();
        groups.values().stream()
                .filter(group -> configuration
                        .receiver(group.route().receiver())
                        .map(receiver -> !receiver.integrations().isEmpty())
                        .orElse(false))
                .forEach(group -> pages.addAll(pages(group, now)));
        pages.sort(java.util.Comparator.comparing(Page::at).thenComparing(Page::receiver));
        return pages;
    }

    /** Whether groups were left before their end because there was too much to look at. */
    boolean cut() {
        return looks >= MOST_LOOKS;
    }

    /** Looks at a group as time goes by: after the first wait, then each interval, for as long as anything is untold. */
    private List<Page> pages(Group group, Instant now) {
        List<Page> pages = new ArrayList<>();
        List<Alert> untold = new ArrayList<>(group.alerts());
        Instant look = Instant.MIN;
        Instant standsUntil = Instant.MIN;
        while (!untold.isEmpty() && !cut()) {
            Instant next = untold.getFirst().startsAt();
            look = next.isAfter(standsUntil)
                    ? next.plus(group.route().groupWait())
                    : atOrAfter(next, look, group.route().groupInterval());
            if (look.isAfter(now)) {
                break;
            }
            standsUntil = latestEnd(group.alerts(), look, standsUntil);
            Instant moment = look;
            List<Alert> there = untold.stream()
                    .filter(alert -> alert.startsAt().compareTo(moment) <= 0)
                    .toList();
            List<Alert> told = there.stream()
                    .filter(alert -> !alert.resolvedAt(moment))
                    .filter(alert -> audible(alert, group.route(), moment))
                    .toList();
            untold.removeAll(told);
            untold.removeIf(alert -> alert.resolvedAt(moment));
            if (!told.isEmpty()) {
                pages.add(new Page(group.route().receiver(), group.route().identity(), look, told));
            }
            looks += 1 + there.size();
        }
        return pages;
    }

    /** The next look: the first of the group's intervals, from the last look on, at which the alert has begun. */
    private static Instant atOrAfter(Instant begins, Instant last, Duration interval) {
        Instant next = last.plus(interval);
        if (!begins.isAfter(next)) {
            return next;
        }
        long steps = Duration.between(last, begins).toMillis() / interval.toMillis() + 1;
        return last.plus(interval.multipliedBy(steps));
    }

    private static Instant latestEnd(List<Alert> alerts, Instant look, Instant before) {
        Instant latest = before.isAfter(look) ? before : look;
        for (Alert alert : alerts) {
            if (alert.startsAt().compareTo(latest) <= 0 && alert.endsAt().isAfter(latest)) {
                latest = alert.endsAt();
            }
        }
        return latest;
    }

    private boolean audible(Alert alert, Route route, Instant at) {
        if (Suppression.muting(configuration.alertmanager().intervals(), route, at)
                .muted()) {
            return false;
        }
        Labels labels = alert.routingLabels();
        boolean inWindow = configuration.kaldrix().windows().stream()
                .anyMatch(window -> window.covers(labels) && window.at(at).isPresent());
        return !inWindow && !inhibited(labels, at) && !heldByCondition(alert, at);
    }

    private boolean inhibited(Labels labels, Instant at) {
        InhibitionRules rules = configuration.alertmanager().inhibition().about(List.of(labels));
        if (rules.all().isEmpty()) {
            return false;
        }
        Map<Fingerprint, Labels> firing = alerts.stream()
                .filter(alert -> fires(alert, at))
                .collect(Collectors.toMap(Alert::fingerprint, Alert::routingLabels, (one, other) -> other));
        looks += rules.all().size();
        return new Inhibition(rules, firing).of(labels).isPresent();
    }

    private boolean heldByCondition(Alert alert, Instant at) {
        Neighbours neighbours = new Neighbours() {
            @Override
            public long firing(Matchers matchers, Fingerprint except) {
                return alerts.stream()
                        .filter(other -> fires(other, at) && counts(other, matchers, except))
                        .map(Alert::fingerprint)
                        .distinct()
                        .count();
            }

            @Override
            public long started(Matchers matchers, Duration within, Fingerprint except) {
                Instant from = at.minus(within);
                return alerts.stream()
                        .filter(other -> !other.startsAt().isBefore(from)
                                && !other.startsAt().isAfter(at)
                                && counts(other, matchers, except))
                        .map(Alert::fingerprint)
                        .distinct()
                        .count();
            }
        };
        for (Condition condition : configuration.kaldrix().conditions()) {
            looks++;
            if (condition.mode() == Mode.ENFORCE && condition.of(alert, neighbours, at) instanceof Outcome.Holds) {
                return true;
            }
        }
        return false;
    }

    private static boolean counts(Alert other, Matchers matchers, Fingerprint except) {
        return !other.fingerprint().equals(except) && matchers.matches(other.routingLabels());
    }

    private static boolean fires(Alert alert, Instant at) {
        return !alert.startsAt().isAfter(at) && !alert.resolvedAt(at);
    }
}
