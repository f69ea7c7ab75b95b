package com.kaldrix.monitoring.anomaly.feedback;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.series.Calendar.TimeRange;
import com.kaldrix.monitoring.anomaly.settings.Adjustment;
import com.kaldrix.monitoring.anomaly.settings.Change;
import com.kaldrix.monitoring.anomaly.suppress.Suppression;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Direction;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Margin;
import com.kaldrix.monitoring.anomaly.suppress.Suppression.Origin;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What follows from what people say of anomalies. */
final class Consequences {
    /** By how much more a series needs to be told once somebody said of its like that nothing was wrong. */
    static final double LESS_EAGER = 1.1;
    /** What goes on when a cause is named goes on for a while. */
    private static final Duration AFTERMATH = Duration.ofMinutes(10);

    private Consequences() {}

    /** Nobody is told again of what is no further out than this was, in the same series and direction. */
    static Suppression noFurtherOut(Anomaly anomaly, Origin origin) {
        double value = anomaly.peak().value();
        Expected expected = anomaly.peak().expected();
        boolean above = value > expected.high();
        boolean below = value < expected.low();
        Margin margin = above
                ? new Margin(value - expected.high(), null)
                : below ? new Margin(expected.low() - value, null) : Margin.ANY;
        return new Suppression(
                Ids.next(),
                exactly(anomaly.series()),
                above ? Direction.ABOVE : below ? Direction.BELOW : Direction.BOTH,
                margin,
                null,
                null,
                origin);
    }

    /** Nobody is told of these series while that is expected. */
    static Suppression expected(Matchers series, Terms terms, Origin origin) {
        return new Suppression(
                Ids.next(), series, Direction.BOTH, Margin.ANY, null, terms.until(), origin, terms.calendar());
    }

    /** Series of the same metric in the same component need a little more to be told. */
    static Adjustment lessEager(List<Anomaly> anomalies, Instant now) {
        List<Matchers> alike = anomalies.stream()
                .map(Anomaly::series)
                .map(Consequences::like)
                .distinct()
                .toList();
        return new Adjustment(alike, now, null, Change.threshold(LESS_EAGER));
    }

    /** Nothing is learnt of what is fine until a time: it ends with it. */
    static Adjustment notLearnt(List<Matchers> series, Instant now, Terms terms) {
        Instant until = terms.until();
        return until == null || terms.calendar() != null || !now.isBefore(until)
                ? new Adjustment(series, now, until, Change.NONE)
                : new Adjustment(series, now, until, Change.without(new TimeRange(now, until)));
    }

    /** The time of an incident is nothing to learn from. */
    static Adjustment incident(List<Anomaly> anomalies, Instant now) {
        List<TimeRange> times = anomalies.stream()
                .map(one -> new TimeRange(one.startedAt(), end(one, now)))
                .distinct()
                .toList();
        return new Adjustment(
                anomalies.stream()
                        .map(Anomaly::series)
                        .map(Consequences::exactly)
                        .distinct()
                        .toList(),
                now,
                null,
                new Change(null, times, null, Set.of(), 1));
    }

    private static Instant end(Anomaly anomaly, Instant now) {
        Instant end = anomaly.end().orElse(now.plus(AFTERMATH));
        return end.isAfter(anomaly.startedAt()) ? end : anomaly.startedAt().plusSeconds(1);
    }

    static Matchers exactly(Labels series) {
        return new Matchers(series.asMap().entrySet().stream()
                .map(label -> Matcher.equal(label.getKey(), label.getValue()))
                .toList());
    }

    /** Of the same metric, and in the same component where that is known. */
    private static Matchers like(Labels series) {
        return new Matchers(series.asMap().entrySet().stream()
                .filter(label ->
                        label.getKey().equals("__name__") || label.getKey().equals("component"))
                .map(label -> Matcher.equal(label.getKey(), label.getValue()))
                .toList());
    }
}
