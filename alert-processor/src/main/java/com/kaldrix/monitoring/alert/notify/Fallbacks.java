package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.notify.Deliveries.ChannelHealth;
import com.kaldrix.monitoring.alert.notify.Deliveries.Stuck;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.timeline.Timeline;
import com.kaldrix.monitoring.alert.timeline.TimelineEntry;
import com.kaldrix.monitoring.common.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends a page elsewhere as well when its channel has not taken it in time, or has refused it: to the receiver that the
 * configuration names as the fallback, else to any other channel of the suite that is up. The message says so.
 */
@Component
class Fallbacks {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
    private static final int BATCH = 50;

    private final Deliveries deliveries;
    private final Receivers receivers;
    private final Timeline timeline;
    private final DeliveryProperties properties;
    private final Clock clock;

    Fallbacks(
            Deliveries deliveries, Receivers receivers, Timeline timeline, DeliveryProperties properties, Clock clock) {
        this.deliveries = deliveries;
        this.receivers = receivers;
        this.timeline = timeline;
        this.properties = properties;
        this.clock = clock;
    }

    /** Deals with a batch of what is due; whether there may be more. */
    @Transactional
    public boolean run() {
        Instant now = clock.instant();
        List<Stuck> stuck = deliveries.takeFallbacksDue(now, BATCH);
        if (!stuck.isEmpty()) {
            Set<String> down = deliveries.health().stream()
                    .filter(health -> !health.up())
                    .map(ChannelHealth::key)
                    .collect(Collectors.toSet());
            stuck.forEach(one -> sendElsewhere(one, down, now));
        }
        return stuck.size() == BATCH;
    }

    private void sendElsewhere(Stuck stuck, Set<String> down, Instant now) {
        Delivery failed = stuck.delivery();
        Map<Address, Integration> others = others(failed, down);
        if (others.isEmpty()) {
            deliveries.postponeFallback(failed.notification().delivery(), now.plus(LOOK_AGAIN));
            return;
        }
        List<Delivery> instead = new ArrayList<>();
        others.forEach((address, integration) ->
                instead.add(Delivery.of(copy(stuck, address, now), address, integration, properties.patience())
                        .asFallbackOf(failed.notification().delivery())));
        deliveries.add(instead);
        timeline.add(TimelineEntry.of(
                failed.notification().incident().id(),
                now,
                TimelineEntry.Kind.FELL_BACK,
                failed.address() + " has not taken the page; it goes to " + names(others.keySet()) + " as well"));
    }

    private static Notification copy(Stuck stuck, Address address, Instant now) {
        Notification page = stuck.delivery().notification();
        String why = stuck.reason().isEmpty() ? "" : " (" + stuck.reason() + ")";
        String note = "Sent here because " + stuck.delivery().address()
                + (stuck.rejected() ? " refused this page" : " has not taken this page since " + page.at()) + why + ".";
        List<String> notes = new ArrayList<>(page.notes());
        notes.add(note);
        return new Notification(
                Ids.next(),
                page.kind(),
                page.incident(),
                address.receiver(),
                page.alerts(),
                notes,
                page.dedupKey(),
                now);
    }

    private Map<Address, Integration> others(Delivery failed, Set<String> down) {
        String receiver = failed.address().receiver();
        Map<Address, Integration> named = receivers
                .fallback(receiver)
                .flatMap(receivers::find)
                .map(Receiver::addressed)
                .orElse(Map.of());
        if (!named.isEmpty()) {
            return named;
        }
        // The page's own receiver first: its other channels reach the same people.
        List<Receiver> candidates = new ArrayList<>();
        receivers.find(receiver).ifPresent(candidates::add);
        candidates.addAll(receivers.all());
        return candidates.stream()
                .flatMap(candidate -> candidate.addressed().entrySet().stream())
                .filter(entry -> !entry.getValue().channel().equals(failed.channel()))
                .filter(entry -> !down.contains(entry.getValue().channel()))
                .findFirst()
                .map(entry -> Map.of(entry.getKey(), entry.getValue()))
                .orElse(Map.of());
    }

    private static String names(Set<Address> addresses) {
        return addresses.stream().map(Address::toString).sorted().collect(Collectors.joining(", "));
    }
}
