package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words what is unusual. */
final class Wording {
    private static final int MOST_OTHERS = 10;

    /** Detectors whose sentence says more than a value and a range. */
    private static final Set<String> OWN_WORDS =
            Set.of("component-forest", Evidence.GUARDDUTY, Evidence.CLOUDTRAIL_INSIGHT);

    private Wording() {}

    /** The line that stands for an event: its worst anomaly, and how many more there are. */
    static String title(List<Anomaly> anomalies) {
        Anomaly worst = worst(anomalies);
        String more = anomalies.size() == 1 ? "" : " and " + (anomalies.size() - 1) + " more";
        return capital(worst.type().phrase()) + " of " + worst.metric() + more + " in " + worst.region();
    }

    /** What happened, for the first line of a message. */
    static String summary(List<Anomaly> anomalies) {
        return title(anomalies) + ": " + seen(worst(anomalies));
    }

    static Anomaly worst(List<Anomaly> anomalies) {
        return anomalies.stream()
                .min(Comparator.comparing(Anomaly::severity)
                        .thenComparing(one -> -one.peak().score())
                        .thenComparing(Anomaly::startedAt))
                .orElseThrow(() -> new IllegalArgumentException("an event has an anomaly"));
    }

    private static String seen(Anomaly anomaly) {
        if (speaksForItself(anomaly)) {
            return anomaly.evidence().getFirst().sentence();
        }
        Expected expected = anomaly.peak().expected();
        String value = anomaly.type() == AnomalyType.MISSING_DATA
                ? "nothing came"
                : number(anomaly.peak().value());
        if (anomaly.type() == AnomalyType.CORRELATION_BREAK) {
            value = "correlation " + value;
        }
        return Double.isNaN(expected.low()) || Double.isNaN(expected.high())
                ? value
                : value + ", where " + number(expected.low()) + " to " + number(expected.high()) + " is usual";
    }

    /** What has no usual range, or says it better: a forecast, many series together, what others found. */
    private static boolean speaksForItself(Anomaly anomaly) {
        return !anomaly.evidence().isEmpty()
                && (anomaly.type() == AnomalyType.PREDICTED_BREACH
                        || OWN_WORDS.contains(anomaly.evidence().getFirst().detector()));
    }

    /** The whole write-up: what, since when, what the detectors say, what else is unusual, in the order in which it began. */
    static String description(Story story) {
        List<Anomaly> anomalies = story.anomalies();
        Anomaly worst = worst(anomalies);
        StringBuilder text = new StringBuilder(capital(seen(worst)))
                .append(" (")
                .append(worst.series())
                .append("). Since ")
                .append(worst.startedAt())
                .append('.');
        worst.evidence().stream()
                .filter(one -> !one.sentence().isBlank())
                .limit(3)
                .forEach(one -> text.append("\n- ").append(one.sentence()));
        origins(story, text);
        String others = anomalies.stream()
                .filter(one -> !one.id().equals(worst.id()))
                .sorted(Comparator.comparing(Anomaly::startedAt))
                .limit(MOST_OTHERS)
                .map(one -> "\n- " + one.type().phrase() + " of " + one.series() + ": " + seen(one))
                .collect(Collectors.joining());
        if (!others.isEmpty()) {
            text.append("\nAt the same time, in the order in which it began:").append(others);
        }
        if (anomalies.size() - 1 > MOST_OTHERS) {
            text.append("\nand ").append(anomalies.size() - 1 - MOST_OTHERS).append(" more");
        }
        past(story, text);
        return text.toString();
    }

    private static void origins(Story story, StringBuilder text) {
        String separator = "\nMost likely origin: ";
        String reason = "";
        for (Origin origin : story.origins()) {
            text.append(separator)
                    .append(String.format(Locale.ROOT, "%s (%.0f %%)", origin.component(), 100 * origin.share()));
            if (reason.isEmpty()) {
                reason = origin.reason();
                text.append(", ").append(reason);
            }
            separator = "; then ";
        }
    }

    private static void past(Story story, StringBuilder text) {
        if (!story.past().isEmpty()) {
            text.append("\nLike it in the past:");
        }
        for (PastEvent past : story.past()) {
            text.append(String.format(
                    Locale.ROOT,
                    "\n- %s, %s (%.0f %% alike): %s",
                    past.startedAt().truncatedTo(ChronoUnit.MINUTES),
                    past.title(),
                    100 * past.likeness(),
                    past.ending()));
        }
    }

    /** Four digits that matter, and no exponent where people do not expect one. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "nothing";
        }
        double size = Math.abs(value);
        if (size != 0 && (size >= 1e12 || size < 1e-4)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = size == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
