package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One line that tells a reader at 3 a.m. what and where. */
final class IncidentTitle {
    private static final int LONGEST = 200;

    private IncidentTitle() {}

    /** @param alerts at least one; those that fire, or the last that did */
    static String of(List<Alert> alerts) {
        Set<String> names = alerts.stream().map(Alert::name).collect(Collectors.toCollection(java.util.TreeSet::new));
        String what = names.size() <= 2
                ? String.join(", ", names)
                : names.iterator().next() + " and " + (names.size() - 1) + " more";
        String count = alerts.size() > names.size() ? " ×" + alerts.size() : "";
        String where = java.util.stream.Stream.of(shared(alerts, Alert::region), shared(alerts, Alert::component))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String title = what + count + (where.isEmpty() ? "" : " (" + where + ")");
        return title.codePointCount(0, title.length()) <= LONGEST
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static String shared(List<Alert> alerts, java.util.function.Function<Alert, String> property) {
        Set<String> values = alerts.stream().map(property).collect(Collectors.toSet());
        return values.size() == 1 ? values.iterator().next() : "";
    }
}
