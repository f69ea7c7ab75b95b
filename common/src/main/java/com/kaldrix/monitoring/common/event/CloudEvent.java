package com.kaldrix.monitoring.common.event;

import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the suite's own events in its envelope: CloudEvents 1.0, section "Context Attributes", with the extensions
 * {@code region} and {@code traceparent} (the extension "Distributed Tracing").
 *
 * @param id unique for the source; a UUID of version 7 for all that the suite makes. Two events with the same source and id
 *     are the same event
 * @param source who speaks, as a URI reference such as {@code /alert-processor}; never empty
 * @param subject what the event is about within the source, such as an incident's id; null when there is none
 * @param time when it happened; null when the producer does not say
 * @param region region of the producer; null when the producer does not say
 * @param traceparent W3C trace context of the work that made it; null when there is none
 * @param data what happened
 */
public record CloudEvent<T extends Contract>(
        String id,
        String source,
        @Nullable String subject,
        @Nullable Instant time,
        @Nullable Region region,
        @Nullable String traceparent,
        T data) {
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** A trace that is no W3C trace context is dropped: an event is never refused for its trace. */
    public CloudEvent {
        Attributes.text("id", id);
        Attributes.text("source", source);
        if (traceparent != null && !TRACE.matcher(traceparent).matches()) {
            traceparent = null;
        }
    }

    /** A new event with an id of its own. */
    public static <T extends Contract> CloudEvent<T> of(String source, Region region, Instant time, T data) {
        return new CloudEvent<>(Ids.next().toString(), source, null, time, region, null, data);
    }

    public String type() {
        return data.type();
    }

    public CloudEvent<T> withSubject(@Nullable String about) {
        return new CloudEvent<>(id, source, about, time, region, traceparent, data);
    }

    public CloudEvent<T> withTraceparent(@Nullable String trace) {
        return new CloudEvent<>(id, source, subject, time, region, trace, data);
    }
}
