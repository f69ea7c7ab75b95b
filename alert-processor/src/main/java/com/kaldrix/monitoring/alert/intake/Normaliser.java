package com.kaldrix.monitoring.alert.intake;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.enrich.Enrichment;
import com.kaldrix.monitoring.alert.enrich.Enrichment.Enriched;
import com.kaldrix.monitoring.alert.severity.SeverityRules;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an alert of what a source reports: fills in times as Alertmanager does, adds what is known, judges how bad it is. */
public final class Normaliser {
    /** The end of an alert whose source says when it is over and does not repeat itself until then. */
    public static final Instant OPEN_END = Instant.parse("9999-01-01T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private final SeverityRules severities;
    private final Enrichment enrichment;
    private final Duration resolveTimeout;

    /** @param resolveTimeout after what time an alert without an end counts as over unless it is reported again */
    public Normaliser(SeverityRules severities, Enrichment enrichment, Duration resolveTimeout) {
        this.severities = severities;
        this.enrichment = enrichment;
        this.resolveTimeout = resolveTimeout;
    }

    /** @param now when the report came */
    public Alert normalise(IncomingAlert report, Instant now) {
        Labels known = report.derived().with(Alert.SOURCE, report.source());
        Enriched enriched = enrichment.apply(report.labels(), known, report.annotations());
        Severity severity = severities.of(report.labels().orElse(enriched.derived()));
        Instant end = micros(report.endsAt());
        Instant start = micros(report.startsAt());
        boolean open = end == null;
        Instant startsAt = start != null ? start : end != null ? end : now;
        Instant endsAt =
                end != null ? end : report.untilResolved() ? OPEN_END : later(now.plus(resolveTimeout), startsAt);
        return new Alert(
                report.labels(),
                enriched.derived().with(Alert.SEVERITY, severity.name()),
                storable(enriched.annotations()),
                startsAt,
                endsAt,
                Optional.ofNullable(micros(report.asOf()))
                        .filter(moment -> moment.isBefore(now))
                        .orElse(now),
                open && !report.untilResolved(),
                severity,
                report.link());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The database keeps microseconds of the years 1 to 9999; what is compared must be what was kept. */
    private static @Nullable Instant micros(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        Instant bounded = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(OPEN_END) ? OPEN_END : time;
        return bounded.truncatedTo(ChronoUnit.MICROS);
    }

    /** What the database cannot hold in a text, NUL and unpaired surrogates, becomes the replacement character. */
    private static Map<String, String> storable(Map<String, String> annotations) {
        Map<String, String> clean = new HashMap<>();
        annotations.forEach((name, text) -> clean.put(Storable.text(name), Storable.text(text)));
        return clean;
    }
}
