package com.kaldrix.monitoring.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service of the suite says that something is wrong, or that it is over. Goes to the alerts topic. Whoever sent
 * {@code firing} without an end sends {@code resolved} with the same identity when it is over; the alert fires until then.
 *
 * @param name the alert's name
 * @param severity how bad the producer thinks it is; null leaves it to the severity rules
 * @param component which part of KALDRIX it is about, such as {@code consensus}
 * @param labels with the name, the identity of the alert; a producer in each region puts {@code region} among them
 * @param annotations words for people, such as {@code summary} and {@code description}
 * @param startsAt since when
 * @param endsAt when it was or will be over; null while that is open
 * @param link page that shows more; null when there is none
 */
public record AlertSignal(
        Status status,
        String name,
        @Nullable Severity severity,
        String component,
        Labels labels,
        Map<String, String> annotations,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String link)
        implements Contract {
    public static final String TYPE = "com.kaldrix.alert.signal.v1";

    /** Whether it is wrong or over. */
    public enum Status {
        @JsonProperty("firing")
        FIRING,
        @JsonProperty("resolved")
        RESOLVED
    }

    @SuppressWarnings("ConstantValue")
    public AlertSignal {
        Attributes.present("status", status);
        Attributes.text("name", name);
        Attributes.text("component", component);
        labels = labels == null ? Labels.empty() : labels;
        annotations = Attributes.map("annotations", annotations);
        Attributes.present("startsAt", startsAt);
        if (endsAt != null && endsAt.isBefore(startsAt)) {
            throw new MalformedEvent("endsAt", "lies before startsAt");
        }
    }

    /** What makes two signals speak of the same alert: the labels and the name as {@code alertname}. */
    public Labels identity() {
        return labels.with(Labels.ALERTNAME, name);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
