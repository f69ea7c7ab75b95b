package com.kaldrix.monitoring.alert.intake;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a source says at one moment about one alert, before severity, enrichment and merging.
 *
 * @param source which kind of source spoke, such as {@code cloudwatch} or {@code prometheus}; a metric label, so one of few
 * @param labels identity of the alert; never empty. Only what stays the same for as long as the alert lives: were anything
 *     here to change while it fires, its resolution would be about another alert
 * @param derived what else severity rules, routes and groups may match, such as {@code severity}, {@code namespace} or
 *     {@code metric}; not part of the identity, so it may change from one report to the next
 * @param annotations words for people, not part of the identity; keys are never empty; texts are {@link Storable}
 * @param startsAt since when it fires; null when the source does not say
 * @param endsAt when it was or will be over; in the past for one that is resolved; null when the source does not say
 * @param link page of the source that shows the alert, such as the CloudWatch console; empty when there is none
 * @param untilResolved whether the source speaks once and then keeps silent until the alert is over: an alert without an end
 *     fires until its source says otherwise, and no resolve timeout ends it. False for a source that repeats itself, as
 *     Prometheus does
 * @param asOf the moment that the report is about, by the source's clock; null when the source does not say. Messages come
 *     late and out of order: of two reports of one alert by a source that does not repeat itself the one with the later
 *     moment holds, whichever came last; of the same moment, the one that ends the alert
 */
public record IncomingAlert(
        String source,
        Labels labels,
        Labels derived,
        Map<String, String> annotations,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        String link,
        boolean untilResolved,
        @Nullable Instant asOf) {

    public IncomingAlert {
        annotations = annotations.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        word -> Storable.text(word.getKey()),
                        word -> Storable.text(word.getValue()),
                        (one, other) -> one));
        link = Storable.text(link);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("an alert needs at least one label with a value");
        }
        if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
            throw new IllegalArgumentException("an alert's start must not be after its end");
        }
    }

    /** A report by a source that repeats itself for as long as the alert fires. */
    public IncomingAlert(
            String source,
            Labels labels,
            Map<String, String> annotations,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            String link) {
        this(source, labels, Labels.empty(), annotations, startsAt, endsAt, link, false, null);
    }

    /** This report as one by a source that keeps silent until the alert is over. */
    public IncomingAlert heldUntilResolved(@Nullable Instant moment) {
        return new IncomingAlert(source, labels, derived, annotations, startsAt, endsAt, link, true, moment);
    }

    /** This report with labels that matter to rules and routes but not to the identity. */
    public IncomingAlert withDerived(Labels more) {
        return new IncomingAlert(
                source, labels, more.orElse(derived), annotations, startsAt, endsAt, link, untilResolved, asOf);
    }

    /** What severity rules, routes and groups see: the labels, and beneath them what was derived. */
    public Labels routingLabels() {
        return labels.orElse(derived);
    }
}
