package com.kaldrix.monitoring.alert.replay;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What would be told otherwise.
 *
 * @param from the beginning of what was looked at
 * @param to its end
 * @param occurrences how many occurrences of alerts were looked at
 * @param complete whether all there was could be looked at
 * @param messages how many messages each receiver would get
 * @param changes what changes, of alerts
 * @param more how many changes there are beyond those shown
 */
@Schema(name = "Replay", description = "What a proposed configuration would have told of the past")
record Comparison(
        Instant from,
        Instant to,

        @Schema(description = "How many occurrences of alerts were looked at, 10000 at most: the latest")
        int occurrences,

        @Schema(description = "Whether all there was could be looked at")
        boolean complete,

        @Schema(description = "How many messages of alerts that are new each receiver would have got, by its name")
        Map<String, Messages> messages,

        @Schema(description = "Alerts of which others would have been told, 500 at most, the earliest first")
        List<Change> changes,

        @Schema(description = "How many changes there are beyond those")
        int more) {
    private static final int MOST_SHOWN = 500;

    /**
     * @param now with the configuration in force
     * @param then with the proposed one
     */
    @Schema(name = "ReplayMessages")
    record Messages(int now, int then) {}

    /**
     * Somebody who is told.
     *
     * @param receiver who
     * @param route by which route
     * @param at when
     */
    @Schema(name = "ReplayPage")
    record Told(String receiver, String route, Instant at) {
        static Told of(Page page) {
            return new Told(page.receiver(), page.route(), page.at());
        }
    }

    /**
     * An occurrence of an alert of which others would have been told.
     *
     * @param kind what changes
     * @param alert its name
     * @param labels its labels
     * @param startsAt since when it fired
     * @param severity how bad it is with the configuration in force
     * @param proposedSeverity how bad it would be
     * @param now who is told with the configuration in force
     * @param then who would be told
     */
    @Schema(name = "ReplayChange")
    record Change(
            @Schema(
                    description =
                            "`appears`: nobody is told now; `vanishes`: nobody would be told; `moves`: others, or later or"
                                    + " earlier",
                    allowableValues = {"appears", "vanishes", "moves"})
            String kind,

            String alert,
            Map<String, String> labels,
            Instant startsAt,
            Severity severity,
            Severity proposedSeverity,
            List<Told> now,
            List<Told> then) {}

    private record Occurrence(Fingerprint alert, Instant startsAt) {
        static Occurrence of(Alert alert) {
            return new Occurrence(alert.fingerprint(), alert.startsAt());
        }
    }

    private record Side(Alert alert, List<Told> told) {}

    /** @param complete whether all there was could be looked at */
    static Comparison of(List<Page> now, List<Page> then, Instant from, Instant to, int occurrences, boolean complete) {
        Map<String, Messages> messages = new TreeMap<>();
        Set<String> receivers = new TreeSet<>();
        now.forEach(page -> receivers.add(page.receiver()));
        then.forEach(page -> receivers.add(page.receiver()));
        receivers.forEach(
                receiver -> messages.put(receiver, new Messages(count(now, receiver), count(then, receiver))));

        Map<Occurrence, Side> before = byAlert(now);
        Map<Occurrence, Side> after = byAlert(then);
        Set<Occurrence> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (Occurrence occurrence : all) {
            Side one = before.get(occurrence);
            Side other = after.get(occurrence);
            if (one == null && other != null) {
                changes.add(change("appears", other.alert(), other.alert(), List.of(), other.told()));
            } else if (other == null && one != null) {
                changes.add(change("vanishes", one.alert(), one.alert(), one.told(), List.of()));
            } else if (one != null && other != null && differ(one.told(), other.told())) {
                changes.add(change("moves", one.alert(), other.alert(), one.told(), other.told()));
            }
        }
        changes.sort(Comparator.comparing(Change::startsAt).thenComparing(Change::alert));
        int shown = Math.min(changes.size(), MOST_SHOWN);
        return new Comparison(
                from, to, occurrences, complete, messages, changes.subList(0, shown), changes.size() - shown);
    }

    /** Whether others are told, or at another time; by which route is no difference to whoever is told. */
    private static boolean differ(List<Told> one, List<Told> other) {
        return !one.stream()
                .map(told -> told.receiver() + told.at())
                .sorted()
                .toList()
                .equals(other.stream()
                        .map(told -> told.receiver() + told.at())
                        .sorted()
                        .toList());
    }

    private static int count(List<Page> pages, String receiver) {
        return (int)
                pages.stream().filter(page -> page.receiver().equals(receiver)).count();
    }

    private static Map<Occurrence, Side> byAlert(List<Page> pages) {
        Map<Occurrence, Side> byAlert = new java.util.LinkedHashMap<>();
        pages.forEach(page -> page.alerts()
                .forEach(alert -> byAlert.computeIfAbsent(
                                Occurrence.of(alert), key -> new Side(alert, new ArrayList<>()))
                        .told()
                        .add(Told.of(page))));
        return byAlert;
    }

    private static Change change(String kind, Alert now, Alert then, List<Told> told, List<Told> proposed) {
        return new Change(
                kind,
                now.name(),
                now.labels().asMap(),
                now.startsAt(),
                now.severity(),
                then.severity(),
                List.copyOf(told),
                List.copyOf(proposed));
    }
}
