package com.kaldrix.monitoring.anomaly.outlook;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.follow.Followed;
import com.kaldrix.monitoring.anomaly.follow.Readings;
import com.kaldrix.monitoring.anomaly.follow.Threshold;
import com.kaldrix.monitoring.anomaly.outlook.Outlook.Breach;
import com.kaldrix.monitoring.anomaly.outlook.Outlooks.Told;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.work.Work;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks ahead of each series with a threshold, and tells of one that will be reached: once, again when it becomes more urgent, and
 * when it is no longer to be expected. Outlook and what is told are one transaction; one replica looks at a series at a time.
 */
final class OutlookWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(OutlookWork.class);
    private static final Duration URGENT = Duration.ofHours(4);
    private static final Duration SOON = Duration.ofDays(1);

    /** A prediction stands until so many looks in a row say otherwise. */
    private static final int LOOKS = 3;

    /** What is told is told until it is that much farther away than what is not told. */
    private static final double FARTHER = 1.25;

    private final Shop shop;
    private final ForecastProperties properties;
    private final Lookout lookout;

    /** What it works with. */
    record Shop(
            Readings readings, Outlooks outlooks, FindingsSink sink, TransactionOperations transactions, Clock clock) {}

    OutlookWork(Shop shop, ForecastProperties properties) {
        this.shop = shop;
        this.properties = properties;
        this.lookout = new Lookout(shop.readings(), properties.leastHistory());
    }

    @Override
    public String name() {
        return "forecasts";
    }

    @Override
    public Duration run(Wake wake) {
        List<Followed> all = shop.readings().all().stream()
                .filter(one -> one.threshold().isPresent())
                .toList();
        lookout.retain(all.stream().map(Followed::id).toList());
        for (Followed series : all) {
            try {
                series.threshold()
                        .ifPresent(threshold ->
                                shop.transactions().executeWithoutResult(status -> look(series, threshold)));
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).addKeyValue("series", series.series()).log("A series has no outlook");
            }
        }
        shop.outlooks().retain(all.stream().map(Followed::id).toList());
        return properties.every();
    }

    private void look(Followed series, Threshold threshold) {
        Instant now = shop.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Optional<Told>> held =
                shop.outlooks().lock(series.id(), now.minus(properties.every().dividedBy(2)));
        if (held.isEmpty()) {
            return;
        }
        lookout.look(series, threshold, now).ifPresent(outlook -> {
            Told before = held.get().orElse(null);
            shop.outlooks().keep(outlook, tell(series, threshold, outlook, before));
        });
    }

    private @Nullable Told tell(Followed series, Threshold threshold, Outlook outlook, @Nullable Told before) {
        Instant now = outlook.at();
        Duration within = before == null
                ? properties.tellWithin()
                : Duration.ofMillis((long) (FARTHER * properties.tellWithin().toMillis()));
        Breach breach = outlook.reached()
                .filter(one -> !one.expected().isAfter(now.plus(within)))
                .orElse(null);
        if (breach == null) {
            if (before == null) {
                return null;
            }
            if (before.quiet() + 1 < LOOKS) {
                return new Told(before.since(), before.severity(), before.quiet() + 1);
            }
            String sentence = "%s no longer reaches %s within %s"
                    .formatted(series.metric(), Words.number(threshold.value()), Words.span(properties.tellWithin()));
            find(series, outlook, Severity.values()[before.severity()], before.since(), now, sentence);
            return null;
        }
        Severity severity = severity(Duration.between(now, breach.expected()));
        Instant since = before == null ? now : before.since();
        Severity worst = before == null ? severity : severity.worst(Severity.values()[before.severity()]);
        if (before == null || worst.ordinal() != before.severity()) {
            find(series, outlook, worst, since, null, Words.sentence(series, threshold, outlook, breach));
        }
        return new Told(since, worst.ordinal(), 0);
    }

    private static Severity severity(Duration until) {
        return until.compareTo(URGENT) <= 0 ? Severity.P1 : until.compareTo(SOON) <= 0 ? Severity.P2 : Severity.P3;
    }

    private void find(
            Followed series, Outlook outlook, Severity severity, Instant since, @Nullable Instant end, String words) {
        UUID id = UUID.nameUUIDFromBytes(
                ("predicted-breach/" + series.id() + "/" + since).getBytes(StandardCharsets.UTF_8));
        Anomaly anomaly = new Anomaly(
                id,
                series.series(),
                AnomalyType.PREDICTED_BREACH,
                since,
                new Peak(outlook.at(), outlook.value(), new Expected(Double.NaN, Double.NaN), 1),
                end,
                severity,
                List.of(new Evidence(outlook.reached().map(Breach::by).orElse("forecast"), 0, words)));
        try (FindingsSink.Writing writing = shop.sink().begin(outlook.at())) {
            writing.found(series.series(), new Found(anomaly, trace(series, outlook.at())));
        }
    }

    /** The last hours, or what there is of single readings. */
    private Trace trace(Followed series, Instant now) {
        List<Readings.Hour> hours = shop.readings().hours(series.id(), now.minus(Duration.ofDays(7)));
        if (hours.size() >= 12) {
            return new Trace(hours.stream()
                    .map(hour -> new Trace.Reading(hour.at().toEpochMilli(), (float) hour.mean(), 0))
                    .toList());
        }
        List<Readings.Point> points =
                shop.readings().after(List.of(series.id()), now.minus(Duration.ofMinutes(50)), now);
        return new Trace(points.stream()
                .map(point -> new Trace.Reading(point.at().toEpochMilli(), (float) point.value(), 0))
                .toList());
    }
}
