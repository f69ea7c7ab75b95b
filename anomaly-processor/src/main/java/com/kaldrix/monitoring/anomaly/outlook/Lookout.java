package com.kaldrix.monitoring.anomaly.outlook;

import com.kaldrix.monitoring.anomaly.follow.Followed;
import com.kaldrix.monitoring.anomaly.follow.Readings;
import com.kaldrix.monitoring.anomaly.follow.Threshold;
import com.kaldrix.monitoring.anomaly.forecast.Forecast;
import com.kaldrix.monitoring.anomaly.forecast.SeriesForecast;
import com.kaldrix.monitoring.anomaly.forecast.Trend;
import com.kaldrix.monitoring.anomaly.outlook.Outlook.Breach;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks ahead of series: a day by forecasters of hourly means, of which the one with the least error of late speaks, and farther by
 * the trend. What forecasters have learnt is remembered between looks and made again from the hours that are kept. For one thread.
 */
final class Lookout {
    private static final int PERIOD = 24;
    private static final int BUCKETS = 120;
    private static final Duration TREND = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Beyond that nobody can say. */
    private static final Duration FARTHEST = Duration.ofDays(90);

    private final Readings readings;
    private final Duration leastHistory;
    private final Map<UUID, Learnt> learnt = new HashMap<>();

    /** A forecast that has all hours before a time. */
    private static final class Learnt {
        private final SeriesForecast forecast;
        private @Nullable Instant next;

        private Learnt(SeriesForecast forecast) {
            this.forecast = forecast;
        }
    }

    Lookout(Readings readings, Duration leastHistory) {
        this.readings = readings;
        this.leastHistory = leastHistory;
    }

    /** Forgets all but those. */
    void retain(List<UUID> series) {
        learnt.keySet().retainAll(series);
    }

    /** The outlook of a series; empty while nothing has come of it. */
    Optional<Outlook> look(Followed series, Threshold threshold, Instant now) {
        List<Readings.Hour> hours = readings.hours(series.id(), now.minus(Readings.HOURS_KEPT));
        List<Readings.Point> points = readings.after(List.of(series.id()), now.minus(Duration.ofHours(6)), now);
        if (hours.isEmpty()) {
            return Optional.empty();
        }
        double value =
                points.isEmpty() ? hours.getLast().mean() : points.getLast().value();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Optional<Forecast> forecast = forecast(series, hours, hour);
        Optional<Breach> near =
                forecast.flatMap(one -> one.breach(value, threshold.value()).map(breach -> breach(one, breach, hour)));
        Optional<Breach> breach = threshold.isReachedBy(value)
                ? Optional.of(new Breach("reading", now, now, now))
                : near.filter(one -> threshold.rising() == threshold.value() >= value)
                        .or(() -> trend(hours, points, threshold, now));
        return Optional.of(new Outlook(
                series.id(),
                now,
                value,
                forecast.map(Forecast::by).orElse(null),
                forecast.map(one -> ahead(one, hour)).orElse(List.of()),
                breach.orElse(null)));
    }

    /** All hours that are over, in even steps; the present one is not yet what it will be. */
    private Optional<Forecast> forecast(Followed series, List<Readings.Hour> hours, Instant present) {
        Learnt known = learnt.computeIfAbsent(
                series.id(),
                id -> new Learnt(new SeriesForecast(
                        HOUR, PERIOD, true, series.series().fingerprint().value())));
        for (Readings.Hour hour : hours) {
            Instant next = known.next;
            if (hour.at().isBefore(present) && (next == null || !hour.at().isBefore(next))) {
                for (Instant gap = next; gap != null && gap.isBefore(hour.at()); gap = gap.plus(HOUR)) {
                    known.forecast.observe(gap.toEpochMilli(), Double.NaN);
                }
                known.forecast.observe(hour.at().toEpochMilli(), hour.mean());
                known.next = hour.at().plus(HOUR);
            }
        }
        return known.forecast.next();
    }

    private static Breach breach(Forecast forecast, Forecast.Breach breach, Instant from) {
        // A step's value is the mean of its hour, which ends that much later than it begins.
        return new Breach(
                forecast.by(),
                from.plus(breach.expected()),
                from.plus(breach.earliest()),
                breach.latest().map(from::plus).orElse(null));
    }

    private static List<Outlook.Hour> ahead(Forecast forecast, Instant from) {
        List<Outlook.Hour> hours = new ArrayList<>();
        for (int i = 0; i < forecast.values().length; i++) {
            hours.add(new Outlook.Hour(
                    from.plus(forecast.step().multipliedBy(i)),
                    forecast.values()[i],
                    i < forecast.low().length ? (Double) forecast.low()[i] : null,
                    i < forecast.high().length ? (Double) forecast.high()[i] : null));
        }
        return hours;
    }

    private Optional<Breach> trend(
            List<Readings.Hour> hours, List<Readings.Point> points, Threshold threshold, Instant now) {
        boolean byHours = hours.size() >= PERIOD;
        List<Readings.Hour> late =
                hours.stream().filter(one -> one.at().isAfter(now.minus(TREND))).toList();
        int count = byHours ? late.size() : points.size();
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = byHours
                    ? late.get(i).at().plus(HOUR.dividedBy(2)).toEpochMilli()
                    : points.get(i).at().toEpochMilli();
            values[i] = byHours ? late.get(i).mean() : points.get(i).value();
        }
        if (count < 2 || times[count - 1] - times[0] < leastHistory.toMillis()) {
            return Optional.empty();
        }
        Buckets even = Buckets.of(times, values, BUCKETS);
        long farthest = now.plus(FARTHEST).toEpochMilli();
        return Trend.of(even.times(), even.values())
                .filter(trend -> trend.slope() > 0 == threshold.rising())
                .flatMap(trend -> trend.reach(threshold.value()))
                .filter(reach -> reach.expected() <= farthest)
                .map(reach -> new Breach(
                        "trend",
                        Instant.ofEpochMilli(Math.max(reach.expected(), now.toEpochMilli())),
                        Instant.ofEpochMilli(Math.max(reach.earliest(), now.toEpochMilli())),
                        reach.latest().map(Instant::ofEpochMilli).orElse(null)));
    }

    /** Means of readings over even stretches of time, so that work and memory do not grow with what is read. */
    private record Buckets(long[] times, double[] values) {
        static Buckets of(long[] times, double[] values, int most) {
            long first = times[0];
            long width = Math.max(1, (times[times.length - 1] - first) / most + 1);
            long[] sums = new long[most];
            double[] totals = new double[most];
            int[] counts = new int[most];
            for (int i = 0; i < times.length; i++) {
                int at = (int) ((times[i] - first) / width);
                sums[at] += times[i] - first;
                totals[at] += values[i];
                counts[at]++;
            }
            long[] means = new long[most];
            double[] levels = new double[most];
            int filled = 0;
            for (int i = 0; i < most; i++) {
                if (counts[i] > 0) {
                    means[filled] = first + sums[i] / counts[i];
                    levels[filled++] = totals[i] / counts[i];
                }
            }
            return new Buckets(Arrays.copyOf(means, filled), Arrays.copyOf(levels, filled));
        }
    }
}
