package com.kaldrix.monitoring.anomaly.correlate;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.anomaly.correlate.Break.Relation;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Makes an anomaly of a break, with its evidence in sentences. */
final class Wording {
    private static final int MOST = 5;

    /** So many partners lost, and it is worth a step more. */
    private static final int MANY = 3;

    private Wording() {}

    static Anomaly anomaly(Break one, Map<UUID, Labels> names) {
        Labels series = names.getOrDefault(one.series(), Labels.empty());
        boolean together = one.type() == AnomalyType.PATTERN_DEVIATION;
        double edge = Math.signum(one.expected());
        Expected expected = together
                ? new Expected(0, 1)
                : new Expected(
                        Math.min(one.expected() - 0.3 * edge, edge), Math.max(one.expected() - 0.3 * edge, edge));
        List<Evidence> evidence = together
                ? List.of(new Evidence("component-forest", 4 * one.unusual(), together(one, names)))
                : one.relations().stream()
                        .limit(MOST)
                        .map(relation -> new Evidence("correlation", 3 * one.unusual(), sentence(one, relation, names)))
                        .toList();
        UUID id = UUID.nameUUIDFromBytes(
                (one.type() + "/" + one.series() + "/" + one.startedAt()).getBytes(StandardCharsets.UTF_8));
        return new Anomaly(
                id,
                series,
                one.type(),
                one.startedAt(),
                new Peak(one.peak(), one.present(), expected, one.unusual()),
                one.endedAt(),
                one.relations().size() >= MANY && !together ? Severity.P2 : Severity.P3,
                evidence);
    }

    private static String sentence(Break one, Relation relation, Map<UUID, Labels> names) {
        String lag = relation.lag() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s %d s %s it",
                        name(relation.other(), names),
                        Math.abs(relation.lag()) * ComponentState.ROW_MILLIS / 1000,
                        relation.lag() > 0 ? "after" : "before");
        return String.format(
                Locale.ROOT,
                "%s and %s usually go %s (correlation %.2f%s); over the last %d minutes it is %.2f",
                name(one.series(), names),
                name(relation.other(), names),
                relation.usual() > 0 ? "together" : "against each other",
                relation.usual(),
                lag,
                Pair.WINDOW * ComponentState.ROW_MILLIS / 60_000,
                relation.now());
    }

    private static String together(Break one, Map<UUID, Labels> names) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "the component's series together are in a state not seen before: isolation score %.2f (near 1 is usual),"
                        + " mostly because of",
                one.present()));
        String separator = " ";
        for (Relation share : one.relations().stream().limit(MOST).toList()) {
            text.append(separator)
                    .append(name(share.other(), names))
                    .append(String.format(Locale.ROOT, " (%.0f %%)", 100 * share.usual()));
            separator = ", ";
        }
        return text.toString();
    }

    /** The metric's name; with the labels that tell series apart where two have the same. */
    private static String name(UUID series, Map<UUID, Labels> names) {
        Labels labels = names.getOrDefault(series, Labels.empty());
        String metric = labels.get("__name__");
        boolean alone = names.values().stream()
                        .filter(other -> other.get("__name__").equals(metric))
                        .count()
                <= 1;
        return alone
                ? metric
                : metric
                        + labels.keep(label ->
                                !label.equals("__name__") && !label.equals("region") && !label.equals("component"));
    }
}
