package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it stood when the notification was decided.
 *
 * @param labels its labels, as the source gave them
 * @param annotations words for people
 * @param startsAt since when it fires
 * @param endsAtOrNull when it was over; null while it fires
 * @param severity how bad it is
 * @param region where; empty when unknown
 * @param component what; empty when unknown
 * @param link page of the source; empty when there is none
 */
public record AlertView(
        Labels labels,
        Map<String, String> annotations,
        Instant startsAt,
        @Nullable Instant endsAtOrNull,
        Severity severity,
        String region,
        String component,
        String link) {

    public AlertView {
        annotations = Map.copyOf(annotations);
    }

    public boolean firing() {
        return endsAtOrNull == null;
    }

    /** The same alert, over since {@code end}. */
    AlertView endedAt(Instant end) {
        Instant over = end.isBefore(startsAt) ? startsAt : end;
        return new AlertView(labels, annotations, startsAt, over, severity, region, component, link);
    }

    public String name() {
        return labels.find(Labels.ALERTNAME)
                .orElseGet(() -> labels.fingerprint().toString());
    }
}
