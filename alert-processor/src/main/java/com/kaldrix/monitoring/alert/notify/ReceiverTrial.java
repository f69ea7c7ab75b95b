package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tries a receiver out, by the way that pages take. */
@Component
class ReceiverTrial {
    /** A test that cannot be delivered soon has shown what it should show, and would only startle somebody later. */
    private static final Delivery.Patience PATIENCE =
            new Delivery.Patience(Duration.ofMinutes(10), Duration.ofMinutes(10), Set.of());

    private final Deliveries deliveries;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;

    ReceiverTrial(Deliveries deliveries, PublicAddress address, AuditLog audit, Clock clock) {
        this.deliveries = deliveries;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    /** Sends a test to each integration; what is sent, by integration. */
    @Transactional
    public Map<Address, UUID> send(Receiver receiver, Actor actor) {
        Instant now = clock.instant();
        UUID test = Ids.next();
        Map<Address, UUID> sent = new LinkedHashMap<>();
        List<Delivery> tests = new ArrayList<>();
        receiver.addressed().forEach((to, integration) -> {
            Notification notification = notification(test, receiver, actor, now);
            tests.add(Delivery.of(notification, to, integration, PATIENCE));
            sent.put(to, notification.delivery());
        });
        deliveries.add(tests);
        audit.record(
                actor,
                "receiver.test",
                "receiver/" + receiver.name(),
                Map.of("notifications", Integer.toString(sent.size())));
        return sent;
    }

    private Notification notification(UUID test, Receiver receiver, Actor actor, Instant now) {
        Labels labels = Labels.of(Labels.ALERTNAME, "KaldrixReceiverTest", "receiver", receiver.name());
        AlertView alert = new AlertView(
                labels,
                Map.of("summary", "A test of " + receiver.name() + " by " + actor.name() + ". Nothing is wrong."),
                now,
                null,
                Severity.P3,
                "",
                "",
                address.root().toString());
        return new Notification(
                Ids.next(),
                Notification.Kind.TEST,
                new Notification.Incident(
                        test,
                        "Test of " + receiver.name(),
                        "test",
                        labels,
                        Severity.P3,
                        now,
                        null,
                        address.root(),
                        address.root()),
                receiver.name(),
                List.of(alert),
                List.of("Sent by " + actor.name() + " to try this receiver out."),
                "kaldrix/test/" + test,
                now);
    }
}
