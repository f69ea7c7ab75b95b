package com.kaldrix.monitoring.anomaly.outlook;

import com.kaldrix.monitoring.anomaly.follow.Followed;
import com.kaldrix.monitoring.anomaly.follow.Threshold;
import com.kaldrix.monitoring.anomaly.outlook.Outlook.Breach;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says in words what comes. */
final class Words {
    private Words() {}

    /** Such as "disk_used_ratio reaches 1 in 3 days ± 1 (0.86 now, by its trend)". */
    static String sentence(Followed series, Threshold threshold, Outlook outlook, Breach breach) {
        if (breach.by().equals("reading")) {
            return "%s has reached %s: %s"
                    .formatted(series.metric(), number(threshold.value()), number(outlook.value()));
        }
        Duration expected = Duration.between(outlook.at(), breach.expected());
        Duration early = Duration.between(outlook.at(), breach.earliest());
        Instant latest = breach.latest();
        Unit unit = Unit.of(expected);
        String sure = latest == null
                ? ", at the earliest in " + unit.span(early)
                : " ± "
                        + Math.max(
                                1,
                                Math.round(Math.max(
                                        unit.count(expected.minus(early)),
                                        unit.count(Duration.between(breach.expected(), latest)))));
        return "%s reaches %s in %s%s (%s now, by %s)"
                .formatted(
                        series.metric(),
                        number(threshold.value()),
                        unit.span(expected),
                        sure,
                        number(outlook.value()),
                        breach.by().equals("trend") ? "its trend" : breach.by());
    }

    /** A length of time in the unit that people would use. */
    static String span(Duration duration) {
        return Unit.of(duration).span(duration);
    }

    private record Unit(String name, double millis) {
        static Unit of(Duration duration) {
            if (duration.compareTo(Duration.ofHours(36)) >= 0) {
                return new Unit("day", Duration.ofDays(1).toMillis());
            }
            return duration.compareTo(Duration.ofMinutes(90)) >= 0
                    ? new Unit("hour", Duration.ofHours(1).toMillis())
                    : new Unit("minute", Duration.ofMinutes(1).toMillis());
        }

        double count(Duration duration) {
            return duration.toMillis() / millis;
        }

        String span(Duration duration) {
            long whole = Math.round(count(duration));
            return whole + " " + name + (whole == 1 ? "" : "s");
        }
    }

    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e6 || size > 0 && size < 1e-3) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
