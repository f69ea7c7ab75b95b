package com.kaldrix.monitoring.alert.notify.pagerduty;

import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Wording;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notification as events of the Events API v2 (developer.pagerduty.com, "Send an alert event"). An event that would
 * exceed 512 KB loses, in this order and as far as needed: the alerts beyond the tenth, all listed alerts, the configured
 * details, all details.
 */
final class PagerDutyEvent {
    static final int MOST_BYTES = 512 * 1024;

    private static final int SUMMARY = 1024;
    private static final int KEY = 255;
    private static final int WORD = 255;
    private static final int DETAIL = 2000;
    private static final int MOST_DETAILS = 50;
    private static final List<Detail> LEVELS = List.of(
            new Detail(100, true, true),
            new Detail(10, true, true),
            new Detail(0, true, true),
            new Detail(0, false, true),
            new Detail(0, false, false));
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private record Detail(int alerts, boolean configured, boolean any) {}

    private final PagerDutyIntegration integration;
    private final Notification notification;

    PagerDutyEvent(PagerDutyIntegration integration, Notification notification) {
        this.integration = integration;
        this.notification = notification;
    }

    String trigger() {
        String event = "";
        for (Detail detail : LEVELS) {
            event = written(trigger(detail));
            if (event.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                break;
            }
        }
        return event;
    }

    /** The trigger without details and links, for the case that PagerDuty refuses those. */
    String bareTrigger() {
        return written(trigger(LEVELS.getLast()).without(List.of("links", "images", "client", "client_url")));
    }

    String acknowledge() {
        return written(event("acknowledge"));
    }

    String resolve() {
        return written(event("resolve"));
    }

    private String written(ObjectNode event) {
        return (integration.key().former() ? FormerEvent.of(event) : event).toString();
    }

    private ObjectNode event(String action) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("routing_key", integration.routingKey().value())
                .put("event_action", action)
                .put("dedup_key", dedupKey());
    }

    /** A key that is too long becomes a digest of itself: cut off, it could join incidents that are none of each other's. */
    private String dedupKey() {
        String key = notification.dedupKey();
        return key.length() <= KEY ? key : "kaldrix-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode trigger(Detail detail) {
        PagerDutyIntegration.Look look = integration.look();
        ObjectNode event = event("trigger");
        put(event, "client", or(look.client(), "KALDRIX monitoring"), WORD);
        put(
                event,
                "client_url",
                or(look.clientUrl(), notification.incident().url().toString()),
                SUMMARY);
        ObjectNode payload = event.putObject("payload");
        put(payload, "summary", or(look.description(), summary()), SUMMARY);
        put(payload, "source", or(look.source(), source()), WORD);
        payload.put("severity", severity());
        payload.put("timestamp", notification.incident().openedAt().toString());
        put(payload, "component", or(look.component(), Wording.components(notification)), WORD);
        put(payload, "group", or(look.group(), Wording.regions(notification)), WORD);
        put(payload, "class", or(look.eventClass(), eventClass()), WORD);
        if (detail.any()) {
            payload.set("custom_details", details(detail));
        }
        ArrayNode links = event.putArray("links");
        Wording.links(notification)
                .forEach(link -> links.addObject().put("href", link.url()).put("text", link.text()));
        integration.extras().links().forEach(link -> extra(links, link, "href"));
        ArrayNode images = event.arrayNode();
        integration.extras().images().forEach(image -> extra(images, image, "src"));
        if (detail.configured() && !images.isEmpty()) {
            event.set("images", images);
        }
        return event;
    }

    /** One without its address would make PagerDuty refuse the event. */
    private static void extra(ArrayNode to, Map<String, String> texts, String address) {
        if (!texts.getOrDefault(address, "").isBlank() && to.size() < MOST_DETAILS) {
            ObjectNode node = to.addObject();
            new TreeMap<>(texts).forEach((name, text) -> put(node, name, text, SUMMARY));
        }
    }

    private String summary() {
        String notes = String.join(" ", Wording.notes(notification));
        String summary = notification.alerts().stream()
                .map(Wording::summary)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(text -> " – " + text)
                .orElse("");
        return Wording.headline(notification) + summary + (notes.isEmpty() ? "" : " – " + notes);
    }

    private String source() {
        String regions = Wording.regions(notification);
        return regions.isEmpty() ? "KALDRIX" : "KALDRIX " + regions;
    }

    private String severity() {
        String wanted = integration.look().severity();
        if (SEVERITIES.contains(wanted)) {
            return wanted;
        }
        if (!notification.kind().hasIncident()) {
            return "info";
        }
        return of(notification.incident().severity());
    }

    static String of(Severity severity) {
        return switch (severity) {
            case P0 -> "critical";
            case P1 -> "error";
            case P2 -> "warning";
            case P3 -> "info";
        };
    }

    private String eventClass() {
        return notification.alerts().isEmpty()
                ? ""
                : Wording.name(notification.alerts().getFirst());
    }

    private ObjectNode details(Detail detail) {
        ObjectNode details = JsonMapper.shared().createObjectNode();
        List<String> notes = Wording.notes(notification);
        if (!notes.isEmpty()) {
            ArrayNode array = details.putArray("notes");
            notes.forEach(array::add);
        }
        details.put("what", Wording.lead(notification));
        details.put("receiver", Wording.receiver(notification));
        details.put("counts", Wording.counts(notification));
        if (detail.configured()) {
            new TreeMap<>(integration.details())
                    .entrySet().stream()
                            .limit(MOST_DETAILS)
                            .forEach(entry -> details.put(
                                    PlainText.line(entry.getKey(), WORD), PlainText.lines(entry.getValue(), DETAIL)));
        }
        Labels common = notification.commonLabels();
        details.set("labels", map(common.asMap()));
        ArrayNode alerts = details.putArray("alerts");
        int shown = Math.min(detail.alerts(), notification.alerts().size());
        notification.alerts().subList(0, shown).forEach(alert -> alerts.add(alert(alert, common)));
        Wording.more(notification, shown).ifPresent(alerts::add);
        return details;
    }

    private static ObjectNode alert(AlertView alert, Labels common) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        put(node, "name", Wording.name(alert), WORD);
        put(node, "status", alert.firing() ? "firing" : "over", WORD);
        put(node, "when", Wording.span(alert), WORD);
        put(node, "labels", Wording.distinction(alert, common), DETAIL);
        put(node, "summary", Wording.summary(alert), DETAIL);
        put(node, "description", Wording.description(alert), DETAIL);
        return node;
    }

    private static ObjectNode map(Map<String, String> map) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        map.entrySet().stream()
                .limit(MOST_DETAILS)
                .forEach(entry ->
                        node.put(PlainText.line(entry.getKey(), WORD), PlainText.line(entry.getValue(), DETAIL)));
        return node;
    }

    private static String or(String wanted, String otherwise) {
        return wanted.isBlank() ? otherwise : wanted;
    }

    private static void put(ObjectNode node, String name, String text, int most) {
        String value = PlainText.lines(text, most);
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }
}
