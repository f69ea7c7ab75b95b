package com.kaldrix.monitoring.alert.intake;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source says at one moment about one alert, before severity, enrichment and merging.
 *
 * @param source which kind of source spoke, such as {@code cloudwatch} or {@code prometheus}; a metric label, so one of few
 * @param labels identity of the alert; never empty
 * @param annotations words for people, not part of the identity; keys are never empty
 * @param startsAt since when it fires; null when the source does not say
 * @param endsAt when it was or will be over; in the past for one that is resolved; null when the source does not say
 * @param link page of the source that shows the alert, such as the CloudWatch console; empty when there is none
 */
public record IncomingAlert(
        String source,
        Labels labels,
        Map<String, String> annotations,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        String link) {

    public IncomingAlert {
        annotations = Map.copyOf(annotations);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("an alert needs at least one label with a value");
        }
        if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
            throw new IllegalArgumentException("an alert's start must not be after its end");
        }
    }
}
