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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
        Map<Address, Integration> others =
                others(failed, deliveries.tried(failed.notification().delivery()), down);
        if (others.isEmpty()) {
            timeline.add(TimelineEntry.of(
                    failed.notification().incident().id(),
                    now,
                    TimelineEntry.Kind.FELL_BACK,
                    failed.address() + " has not taken the page, and no other channel is left to try"));
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

    /** The receiver that the file names, as long as it has a channel that was not tried; else one that was not. */
    private Map<Address, Integration> others(Delivery failed, Set<String> tried, Set<String> down) {
        String receiver = failed.address().receiver();
        Map<Address, Integration> named = new LinkedHashMap<>();
        receivers
                .fallback(receiver)
                .flatMap(receivers::find)
                .map(Receiver::addressed)
                .orElse(Map.of())
                .forEach((address, integration) -> {
                    if (!tried.contains(integration.channel())) {
                        named.put(address, integration);
                    }
                });
        return named.isEmpty() ? any(receiver, tried, down) : named;
    }

    /** One that is up before one that is down; the page's own receiver first, for it reaches the same people. */
    private Map<Address, Integration> any(String receiver, Set<String> tried, Set<String> down) {
        List<Receiver> candidates = new ArrayList<>();
        receivers.find(receiver).ifPresent(candidates::add);
        candidates.addAll(receivers.all());
        return candidates.stream()
                .flatMap(candidate -> candidate.addressed().entrySet().stream())
                .filter(entry -> !tried.contains(entry.getValue().channel()))
                .min(Comparator.comparing(
                        entry -> down.contains(entry.getValue().channel())))
                .map(entry -> Map.of(entry.getKey(), entry.getValue()))
                .orElse(Map.of());
    }

    private static String names(Set<Address> addresses) {
        return addresses.stream().map(Address::toString).sorted().collect(Collectors.joining(", "));
    }
}
