package com.kaldrix.monitoring.alert.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What templates are filled in with: Alertmanager's {@code template.Data}, under the same names.
 *
 * @param receiver name of the receiver
 * @param status {@code firing} or {@code resolved}
 * @param alerts all alerts, firing ones first
 * @param groupLabels what the alerts share by the route's {@code group_by}
 * @param commonLabels what all alerts share
 * @param commonAnnotations likewise
 * @param externalUrl this service's own address
 * @param at when the message was decided; what {@code since} counts to, so that each attempt says the same
 */
public record TemplateData(
        String receiver,
        String status,
        List<Alert> alerts,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        String externalUrl,
        Instant at) {
    static final String FIRING = "firing";
    static final String RESOLVED = "resolved";

    /**
     * One alert.
     *
     * @param status {@code firing} or {@code resolved}
     * @param labels by name
     * @param annotations by name
     * @param startsAt since when it fires
     * @param endsAt when it was over; {@link #NEVER} while it fires
     * @param generatorUrl page of the source; empty when there is none
     * @param fingerprint as 16 hexadecimal digits
     */
    public record Alert(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            Instant endsAt,
            String generatorUrl,
            String fingerprint) {
        /** Go's zero time. */
        public static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

        public Alert {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    /** Two alerts that fire, made up to try templates with. */
    public static TemplateData sample() {
        return SampleData.FIRING;
    }

    public TemplateData {
        alerts = List.copyOf(alerts);
        groupLabels = Map.copyOf(groupLabels);
        commonLabels = Map.copyOf(commonLabels);
        commonAnnotations = Map.copyOf(commonAnnotations);
    }
}
