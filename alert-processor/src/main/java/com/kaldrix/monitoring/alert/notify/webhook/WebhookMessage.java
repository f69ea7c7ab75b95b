package com.kaldrix.monitoring.alert.notify.webhook;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The message as Alertmanager 0.2x and later writes it (its {@code template.Data} and {@code webhook.Message}), field by
 * field and in the same order, and beneath {@code kaldrix} what Alertmanager has no field for.
 */
@JsonPropertyOrder({
    "receiver",
    "status",
    "alerts",
    "groupLabels",
    "commonLabels",
    "commonAnnotations",
    "externalURL",
    "version",
    "groupKey",
    "truncatedAlerts",
    "kaldrix"
})
record WebhookMessage(
        String receiver,
        String status,
        List<Alert> alerts,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        String externalURL,
        String version,
        String groupKey,
        int truncatedAlerts,
        Kaldrix kaldrix) {

    record Alert(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            String generatorURL,
            String fingerprint) {}

    record Kaldrix(
            String delivery,
            String kind,
            String incident,
            String title,
            String url,
            String severity,
            String openedAt,
            @Nullable String acknowledgedBy,
            String at,
            List<String> notes) {}

    /** Go's zero time, which Alertmanager writes while an alert fires. */
    private static final String NEVER = "0001-01-01T00:00:00Z";
    /** As Go writes time: no trailing zeros in the fraction. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(-1).toFormatter(Locale.ROOT);

    static WebhookMessage of(Notification notification, WebhookIntegration integration) {
        int most = integration.maxAlerts();
        int all = notification.alerts().size();
        List<AlertView> shown = most > 0 && all > most ? notification.alerts().subList(0, most) : notification.alerts();
        return new WebhookMessage(
                notification.receiver(),
                status(notification),
                shown.stream().map(WebhookMessage::alert).toList(),
                notification.incident().groupLabels().asMap(),
                shown.stream()
                        .map(AlertView::labels)
                        .reduce(Labels::common)
                        .orElse(Labels.empty())
                        .asMap(),
                commonAnnotations(shown),
                notification.incident().externalUrl().toString(),
                "4",
                notification.incident().groupKey(),
                all - shown.size(),
                kaldrix(notification));
    }

    private static String status(Notification notification) {
        boolean firing = notification.alerts().isEmpty()
                ? !notification.kind().over()
                : notification.alerts().stream().anyMatch(AlertView::firing);
        return firing ? "firing" : "resolved";
    }

    private static Alert alert(AlertView alert) {
        Instant end = alert.endsAtOrNull();
        return new Alert(
                alert.firing() ? "firing" : "resolved",
                alert.labels().asMap(),
                new TreeMap<>(alert.annotations()),
                TIME.format(alert.startsAt()),
                end == null ? NEVER : TIME.format(end),
                alert.link(),
                alert.labels().fingerprint().toString());
    }

    private static Map<String, String> commonAnnotations(List<AlertView> alerts) {
        if (alerts.isEmpty()) {
            return Map.of();
        }
        Map<String, String> common = new TreeMap<>(alerts.getFirst().annotations());
        alerts.forEach(alert -> common.entrySet().retainAll(alert.annotations().entrySet()));
        return common;
    }

    private static Kaldrix kaldrix(Notification notification) {
        Notification.Incident incident = notification.incident();
        return new Kaldrix(
                notification.delivery().toString(),
                notification.kind().name(),
                incident.id().toString(),
                incident.title(),
                incident.url().toString(),
                incident.severity().name(),
                TIME.format(incident.openedAt()),
                incident.acknowledgedBy(),
                TIME.format(notification.at()),
                notification.notes());
    }
}
