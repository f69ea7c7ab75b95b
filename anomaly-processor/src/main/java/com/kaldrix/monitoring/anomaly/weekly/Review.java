package com.kaldrix.monitoring.anomaly.weekly;

import com.kaldrix.monitoring.anomaly.follow.Followed;
import com.kaldrix.monitoring.anomaly.follow.Following;
import com.kaldrix.monitoring.anomaly.follow.Readings;
import com.kaldrix.monitoring.anomaly.follow.Readings.Hour;
import com.kaldrix.monitoring.anomaly.follow.Threshold;
import com.kaldrix.monitoring.anomaly.forecast.Trend;
import com.kaldrix.monitoring.anomaly.weekly.Note.Kind;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks back over four weeks of followed series. */
final class Review {
    private static final Duration BACK = Duration.ofDays(28);
    private static final Duration AHEAD = Duration.ofDays(90);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Five days: less says nothing about a week. */
    private static final int FEWEST = 120;

    /** A trend is of so many means; pairs grow with its square. */
    private static final int BUCKETS = 120;

    private static final double GROWN = 0.15;
    private static final double IDLE = 0.2;
    private static final double ALWAYS = 0.9;
    private static final int MOST = 20;
    private static final Matchers OF_SPEED =
            Matchers.parse("{__name__=~\".*(latency|duration|_seconds|error|fail|lag|queue|backlog|wait).*\"}");

    /** A threshold that far away, in widths of what the series usually does, says nothing either. */
    private static final double FAR = 10;

    private final Readings readings;
    private final Following following;

    Review(Readings readings, Following following) {
        this.readings = readings;
        this.following = following;
    }

    /** What is worth a note: what runs out first, then what becomes worse, then what is not used; twenty at most. */
    List<Note> of(Instant now) {
        List<Note> notes = new ArrayList<>();
        for (Followed series : readings.all()) {
            List<Hour> hours = readings.hours(series.id(), now.minus(BACK));
            if (hours.size() >= FEWEST) {
                series.threshold()
                        .map(threshold -> ofThreshold(series, threshold, hours, now)
                                .or(() -> never(series, threshold, hours, now)))
                        .orElseGet(() -> ofSpeed(series, hours, now))
                        .ifPresent(notes::add);
            }
        }
        notes.sort((one, other) -> one.kind().compareTo(other.kind()));
        return notes.stream().limit(MOST).toList();
    }

    private static Optional<Note> ofThreshold(Followed series, Threshold threshold, List<Hour> hours, Instant now) {
        long reached = hours.stream()
                .filter(hour -> threshold.isReachedBy(hour.mean()))
                .count();
        if (reached >= ALWAYS * hours.size()) {
            return Optional.of(note(
                    series,
                    Kind.OPTIMISATION,
                    hours,
                    now,
                    "%s was beyond its threshold of %s for %.0f %% of the time: it says nothing any more",
                    series.metric(),
                    number(threshold.value()),
                    100.0 * reached / hours.size()));
        }
        Optional<Note> runsOut = trend(hours)
                .filter(trend -> trend.slope() > 0 == threshold.rising())
                .flatMap(trend -> trend.reach(threshold.value()))
                .filter(reach -> reach.expected() <= now.plus(AHEAD).toEpochMilli())
                .map(reach -> note(
                        series,
                        Kind.CAPACITY,
                        hours,
                        now,
                        "%s reaches %s in about %d days if it goes on like this (%s now)",
                        series.metric(),
                        number(threshold.value()),
                        Math.max(
                                0,
                                Duration.ofMillis(reach.expected() - now.toEpochMilli())
                                        .toDays()),
                        number(hours.getLast().mean())));
        double most = hours.stream().mapToDouble(Hour::high).max().orElse(0);
        boolean idle = threshold.rising() && threshold.value() > 0 && most < IDLE * threshold.value();
        return runsOut.or(() -> idle
                ? Optional.of(note(
                        series,
                        Kind.OPTIMISATION,
                        hours,
                        now,
                        "%s never came above %s in %d days, where %s is full: less would do",
                        series.metric(),
                        number(most),
                        days(hours),
                        number(threshold.value())))
                : Optional.empty());
    }

    /** Of thresholds that operators gave: how full something can be is true whether it is reached or not. */
    private Optional<Note> never(Followed series, Threshold threshold, List<Hour> hours, Instant now) {
        double low = hours.stream().mapToDouble(Hour::low).min().orElse(0);
        double high = hours.stream().mapToDouble(Hour::high).max().orElse(0);
        double nearest = threshold.rising() ? high : low;
        double apart = Math.abs(threshold.value() - nearest);
        return following.isWished(series.series()) && apart > FAR * (high - low)
                ? Optional.of(note(
                        series,
                        Kind.OPTIMISATION,
                        hours,
                        now,
                        "%s never came nearer to its threshold of %s than %s in %d days, and moved by %s only: it will hardly ever say"
                                + " anything",
                        series.metric(),
                        number(threshold.value()),
                        number(nearest),
                        days(hours),
                        number(high - low)))
                : Optional.empty();
    }

    private static Optional<Note> ofSpeed(Followed series, List<Hour> hours, Instant now) {
        if (!OF_SPEED.matches(series.series())) {
            return Optional.empty();
        }
        return trend(hours)
                .filter(trend -> trend.level() > 0 && trend.slope() * WEEK.toMillis() >= GROWN * trend.level())
                .map(trend -> note(
                        series,
                        Kind.PERFORMANCE,
                        hours,
                        now,
                        "%s grows by %.0f %% a week (%s now)",
                        series.metric(),
                        100 * trend.slope() * WEEK.toMillis() / trend.level(),
                        number(trend.level())));
    }

    private static long days(List<Hour> hours) {
        return Duration.between(hours.getFirst().at(), hours.getLast().at()).toDays();
    }

    /** Of means over some hours each, so that days and nights do not hide it. */
    private static Optional<Trend> trend(List<Hour> hours) {
        int each = (hours.size() + BUCKETS - 1) / BUCKETS;
        List<Hour> all = new ArrayList<>();
        for (int from = 0; from + each <= hours.size(); from += each) {
            List<Hour> part = hours.subList(from, from + each);
            double mean = part.stream().mapToDouble(Hour::mean).average().orElse(0);
            all.add(new Hour(part.get(each / 2).at(), mean, mean, mean, each));
        }
        return Trend.of(
                all.stream().mapToLong(hour -> hour.at().toEpochMilli()).toArray(),
                all.stream().mapToDouble(Hour::mean).toArray());
    }

    private static Note note(Followed series, Kind kind, List<Hour> hours, Instant now, String form, Object... parts) {
        return new Note(
                Ids.next(),
                kind,
                series.series(),
                String.format(Locale.ROOT, form, parts),
                now,
                hours.stream()
                        .map(hour -> new Note.Point(hour.at(), hour.mean()))
                        .toList(),
                series.threshold().map(Threshold::value).orElse(null));
    }

    private static String number(double value) {
        return Math.abs(value) >= 1e6 || value != 0 && Math.abs(value) < 1e-3
                ? String.format(Locale.ROOT, "%.3g", value)
                : String.format(Locale.ROOT, "%.3f", value)
                        .replaceAll("0+$", "")
                        .replaceAll("\\.$", "");
    }
}
