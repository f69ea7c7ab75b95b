package com.kaldrix.monitoring.alert.notice;

import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Deliveries;
import com.kaldrix.monitoring.alert.notify.Delivery;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.alert.route.Routes;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells people of notices, by the ways that show words: Slack, email, SNS. Nobody is paged, and a webhook, which takes alerts, is told nothing. Whom, say
 * the routes for the labels, with {@link #KIND} and the severity P3 among them.
 */
@Component
public class Notices {
    /** The label that tells a notice from an alert: {@code kaldrix_kind="notice"}. */
    public static final String KIND = "kaldrix_kind";

    private static final String NOTICE = "notice";
    private static final Severity SEVERITY = Severity.P3;
    /** A channel that is away for a day may still tell of a report. */
    private static final Delivery.Patience PATIENCE =
            new Delivery.Patience(Duration.ofDays(3), Duration.ofDays(3), Set.of());

    private final Routes routes;
    private final Receivers receivers;
    private final Deliveries deliveries;
    private final PublicAddress address;

    Notices(Routes routes, Receivers receivers, Deliveries deliveries, PublicAddress address) {
        this.routes = routes;
        this.receivers = receivers;
        this.deliveries = deliveries;
        this.address = address;
    }

    /** Has everybody told whom the routes name, once by each channel, in the caller's transaction; how many messages that makes. */
    public int tell(IncomingNotice notice, Instant now) {
        Labels labels = notice.labels()
                .with(KIND, NOTICE)
                .with("severity", SEVERITY.name())
                .with("kaldrix_severity", SEVERITY.name());
        UUID id = Ids.next();
        Set<String> told = new HashSet<>();
        List<Delivery> all = new ArrayList<>();
        for (Route route : routes.root().match(labels)) {
            receivers
                    .find(route.receiver())
                    .ifPresent(receiver -> addressed(receiver).forEach((to, integration) -> {
                        if (told.add(integration.channel())) {
                            all.add(Delivery.of(notification(id, notice, receiver, now), to, integration, PATIENCE));
                        }
                    }));
        }
        deliveries.add(all);
        return all.size();
    }

    private static Map<Address, Integration> addressed(Receiver receiver) {
        Map<Address, Integration> words = new LinkedHashMap<>(receiver.addressed());
        words.values().removeIf(integration -> integration.pages() || integration instanceof WebhookIntegration);
        return words;
    }

    private Notification notification(UUID id, IncomingNotice notice, Receiver receiver, Instant now) {
        Map<String, String> annotations = new HashMap<>();
        annotations.put("description", notice.text());
        notice.links().forEach((name, url) -> annotations.put(Wording.LINK + name, url));
        URI first =
                notice.links().values().stream().findFirst().map(URI::create).orElse(address.root());
        AlertView view = new AlertView(
                notice.labels(),
                annotations,
                notice.at(),
                null,
                SEVERITY,
                notice.labels().find("region").orElse(""),
                notice.labels().find("component").orElse(""),
                first.toString());
        return new Notification(
                Ids.next(),
                Notification.Kind.NOTICE,
                new Notification.Incident(
                        id,
                        notice.title(),
                        NOTICE,
                        notice.labels(),
                        SEVERITY,
                        notice.at(),
                        null,
                        first,
                        address.root()),
                receiver.name(),
                List.of(view),
                List.of(),
                "kaldrix/notice/" + id,
                now);
    }
}
