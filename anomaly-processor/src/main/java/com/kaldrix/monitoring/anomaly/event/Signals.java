package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Tells of events on the topic {@code alerts}: one alert for each, by the event's id among its labels. */
final class Signals {
    private static final String SOURCE = "/anomaly-processor";
    private static final String TOPIC = "alerts";
    /** The alert's name; what differs stands in its labels. */
    static final String ALERT = "Anomaly";

    /** The annotation that names a picture. */
    static final String IMAGE = "image";

    private final Outbox outbox;
    private final Region region;
    private final URI address;
    private final Pictures pictures;

    /** @param address where people reach this service */
    Signals(Outbox outbox, Region region, URI address, Pictures pictures) {
        this.outbox = outbox;
        this.region = region;
        this.address = address;
        this.pictures = pictures;
    }

    /** Says how it stands with an event now, in the caller's transaction. */
    void tell(Event event, Story story, Instant now) {
        boolean over = event.end().isPresent();
        Instant end = event.endedAt();
        AlertSignal signal = new AlertSignal(
                over ? AlertSignal.Status.RESOLVED : AlertSignal.Status.FIRING,
                ALERT,
                event.severity(),
                event.component(),
                Labels.of(
                        "region",
                        event.region(),
                        "component",
                        event.component(),
                        "event",
                        event.id().toString()),
                annotations(story),
                event.startedAt(),
                end,
                address.resolve("/events/" + event.id()).toString());
        UUID id = Ids.next();
        CloudEvent<AlertSignal> message =
                new CloudEvent<>(id.toString(), SOURCE, event.id().toString(), now, region, null, signal);
        outbox.append(new OutboxMessage(
                id, TOPIC, AlertSignal.TYPE, CloudEvents.write(message), Map.of("region", region.code())));
    }

    /** With the picture of the worst, where messages may show one. */
    private Map<String, String> annotations(Story story) {
        Map<String, String> annotations = new TreeMap<>(
                Map.of("summary", Wording.summary(story.anomalies()), "description", Wording.description(story)));
        pictures.of(Wording.worst(story.anomalies())).ifPresent(picture -> annotations.put(IMAGE, picture.toString()));
        return annotations;
    }
}
