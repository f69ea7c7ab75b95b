package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Deliveries;
import com.kaldrix.monitoring.alert.notify.Deliveries.ToldThread;
import com.kaldrix.monitoring.alert.notify.Delivery;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Choice;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.remediation.Remedies;
import com.kaldrix.monitoring.common.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Turns a change of an incident into messages that must be sent. */
@Component
class Announcer {
    private static final Comparator<AlertView> ORDER = Comparator.comparing((AlertView alert) -> !alert.firing())
            .thenComparing(AlertView::severity)
            .thenComparing(AlertView::startsAt);

    /** Knows of an acknowledgement and of an end, and nothing else, without calling anybody. */
    private static final String PAGERDUTY = "pagerduty";

    private final Deliveries deliveries;
    private final Receivers receivers;
    private final Delivery.Patience patience;
    private final PublicAddress address;
    private final Remedies remedies;

    Announcer(
            Deliveries deliveries,
            Receivers receivers,
            Delivery.Patience patience,
            PublicAddress address,
            Remedies remedies) {
        this.deliveries = deliveries;
        this.receivers = receivers;
        this.patience = patience;
        this.address = address;
        this.remedies = remedies;
    }

    /**
     * What is said.
     *
     * @param kind what happened
     * @param alerts the alerts that it is about
     * @param notes sentences that a reader must see
     * @param at when
     */
    record News(Kind kind, List<Alert> alerts, List<String> notes, Instant at) {
        News {
            alerts = List.copyOf(alerts);
            notes = List.copyOf(notes);
        }
    }

    /** Tells one integration. */
    void tell(Incident incident, News news, Address to, Integration integration, String dedupKey) {
        deliveries.add(
                List.of(Delivery.of(notification(incident, news, to.receiver(), dedupKey), to, integration, patience)));
    }

    /**
     * Tells everybody who was or will be told that the incident fires that it is over. A channel that was told for several
     * receivers hears it once; what still waits there is told whole.
     *
     * @param heardFrom the key under which PagerDuty has said it itself, which is not told back; empty for none
     */
    void tellTheEnd(Incident incident, News news, String heardFrom) {
        Set<String> served = new HashSet<>();
        List<ToldThread> threads = deliveries.threads(incident.id());
        for (ToldThread thread : threads) {
            if (isFrom(thread, heardFrom, threads)) {
                continue;
            }
            receivers.find(thread.address()).ifPresent(integration -> {
                Delivery end = Delivery.of(
                        notification(incident, news, thread.address().receiver(), thread.dedupKey()),
                        thread.address(),
                        integration,
                        patience);
                if (integration.sendResolved() && (!integration.sharesEnds() || served.add(integration.channel()))) {
                    deliveries.add(List.of(end));
                } else if (thread.waiting()) {
                    deliveries.add(List.of(end.onlyIfOlderWaits()));
                }
            });
        }
    }

    /**
     * Shows everybody who was told, where it can be shown without calling anybody, how the incident stands.
     *
     * @param heardFrom the key under which a channel has said it itself, which is not told back; empty for none
     */
    void tellState(Incident incident, News news, String heardFrom) {
        List<ToldThread> threads = deliveries.threads(incident.id());
        for (ToldThread thread : threads) {
            if (isFrom(thread, heardFrom, threads)) {
                continue;
            }
            receivers
                    .find(thread.address())
                    .filter(Integration::showsState)
                    .filter(integration -> news.kind() == Kind.ACKNOWLEDGED
                            || !integration.kind().equals(PAGERDUTY))
                    .ifPresent(integration -> tell(incident, news, thread.address(), integration, thread.dedupKey()));
        }
    }

    /** By which means of a receiver nothing was told under this key, in the order of the file. */
    List<Address> untold(Incident incident, String receiver, String dedupKey) {
        Set<Address> told = new HashSet<>();
        deliveries.threads(incident.id()).stream()
                .filter(thread -> thread.dedupKey().equals(dedupKey))
                .forEach(thread -> told.add(thread.address()));
        return receivers.find(receiver).stream()
                .flatMap(found -> found.addressed().keySet().stream())
                .filter(address -> !told.contains(address))
                .toList();
    }

    /**
     * Whether news came from this thread, which knows them then. Where several services of PagerDuty share the key nobody knows from which, and all are
     * told: where it is so already, it changes nothing.
     */
    private static boolean isFrom(ToldThread thread, String heardFrom, List<ToldThread> threads) {
        return isAtPagerDuty(thread, heardFrom)
                && threads.stream()
                                .filter(other -> isAtPagerDuty(other, heardFrom))
                                .count()
                        == 1;
    }

    private static boolean isAtPagerDuty(ToldThread thread, String key) {
        return thread.address().kind().equals(PAGERDUTY) && thread.dedupKey().equals(key);
    }

    private Notification notification(Incident incident, News news, String receiver, String dedupKey) {
        Choice choice = news.kind().over()
                ? null
                : remedies.waiting(incident.id())
                        .map(waiting -> new Choice(waiting.id(), waiting.words()))
                        .orElse(null);
        List<String> notes = new ArrayList<>(news.notes());
        if (choice != null && notes.stream().noneMatch(note -> note.contains(choice.words()))) {
            notes.add("Somebody has to agree to " + choice.words() + " before it is done.");
        }
        return new Notification(
                Ids.next(),
                news.kind(),
                new Notification.Incident(
                        incident.id(),
                        incident.title(),
                        incident.group().key(),
                        incident.group().labels(),
                        incident.severity(),
                        incident.times().openedAt(),
                        incident.acknowledgedBy(),
                        address.incident(incident.id()),
                        address.root()),
                receivers.title(receiver),
                news.alerts().stream()
                        .map(alert -> view(alert, news.at()))
                        .sorted(ORDER)
                        .toList(),
                notes,
                dedupKey,
                news.at(),
                choice);
    }

    private static AlertView view(Alert alert, Instant now) {
        return new AlertView(
                alert.labels(),
                alert.annotations(),
                alert.startsAt(),
                alert.resolvedAt(now) ? alert.endsAt() : null,
                alert.severity(),
                alert.region(),
                alert.component(),
                alert.link());
    }
}
