package com.kaldrix.monitoring.alert.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the REST API shows it.
 *
 * @param fingerprint its identity, as Alertmanager computes it
 * @param status {@code firing} or {@code resolved}
 * @param name its {@code alertname}; the fingerprint when it has none
 * @param severity how bad it is
 * @param source which kind of source reported it
 * @param region where; left out when unknown
 * @param component what; left out when unknown
 * @param labels identity, as the source gave it
 * @param derived labels that the suite added; routes and groups see them
 * @param annotations words for people
 * @param startsAt since when it fires
 * @param endsAt since when it is over; left out while it fires
 * @param expiresAt when it counts as over unless it is reported again; left out for one whose source says when it is over
 * @param updatedAt when it was last reported
 * @param link page of the source; left out when there is none
 */
@Schema(name = "Alert", description = "An alert as it stands after all reports of it so far")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertDetails(
        @Schema(
                description = "Identity, as Alertmanager computes it",
                pattern = "[0-9a-f]{16}",
                example = "01167342b0fed1b2")
        String fingerprint,

        @Schema(allowableValues = {"firing", "resolved"}) String status,

        @Schema(description = "Its `alertname`; the fingerprint when it has none")
        String name,

        Severity severity,

        @Schema(description = "Which kind of source reported it", example = "prometheus")
        String source,

        @Nullable String region,

        @Nullable String component,

        @Schema(description = "Identity, as the source gave it")
        Map<String, String> labels,

        @Schema(description = "Labels that the suite added; matchers, routes and groups see them beneath the others")
        Map<String, String> derived,

        @Schema(description = "Words for people") Map<String, String> annotations,

        @Schema(description = "Since when it fires") Instant startsAt,

        @Schema(description = "Since when it is over; left out while it fires") @Nullable
        Instant endsAt,

        @Schema(
                description =
                        "When it counts as over unless it is reported again; left out where the source says when it is over")
        @Nullable
        Instant expiresAt,

        @Schema(description = "When it was last reported") Instant updatedAt,

        @Schema(description = "Page of the source that shows it") @Nullable
        String link) {

    /** Ends at or after this are those of sources that do not repeat themselves. */
    private static final Instant NEVER = LocalDate.of(9999, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    /** The alert as it stands at {@code now}. */
    public static AlertDetails of(Alert alert, Instant now) {
        boolean over = alert.resolvedAt(now);
        Labels seen = alert.routingLabels();
        return new AlertDetails(
                alert.fingerprint().toString(),
                over ? "resolved" : "firing",
                alert.name(),
                alert.severity(),
                alert.source(),
                textOrNull(seen.get(Alert.REGION)),
                textOrNull(seen.get(Alert.COMPONENT)),
                alert.labels().asMap(),
                alert.derived().asMap(),
                alert.annotations(),
                alert.startsAt(),
                over ? alert.endsAt() : null,
                over || !alert.endsAt().isBefore(NEVER) ? null : alert.endsAt(),
                alert.updatedAt(),
                textOrNull(alert.link()));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
