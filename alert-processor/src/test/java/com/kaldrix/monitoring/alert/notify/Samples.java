package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Notifications as the suite would decide them, always the same ones. */
public final class Samples {
    public static final UUID DELIVERY = UUID.fromString("01920000-0000-7000-8000-00000000000d");
    public static final UUID INCIDENT = UUID.fromString("01920000-0000-7000-8000-000000000001");
    public static final Instant OPENED = Instant.parse("2026-03-01T03:12:45.120Z");

    private Samples() {}

    public static AlertView firing(String pod) {
        return new AlertView(
                Labels.of("alertname", "HighErrorRate", "pod", pod, "region", "eu-west-1", "service", "gateway"),
                Map.of(
                        "summary",
                        "Error rate of " + pod + " is 12 % (limit 5 %)",
                        "description",
                        "More than one request in eight has failed for 5 min.\nUsers see HTTP 500 & time-outs.",
                        "runbook_url",
                        "https://runbooks.example.com/high-error-rate?from=page&for=gateway"),
                OPENED,
                null,
                Severity.P1,
                "eu-west-1",
                "gateway",
                "https://prometheus.example.com/graph?g0.expr=rate%28errors%5B5m%5D%29&g0.tab=1");
    }

    public static AlertView over(String pod) {
        AlertView alert = firing(pod);
        return new AlertView(
                alert.labels(),
                alert.annotations(),
                alert.startsAt(),
                OPENED.plusSeconds(600),
                alert.severity(),
                alert.region(),
                alert.component(),
                alert.link());
    }

    public static Notification.Incident incident(Severity severity, @Nullable String acknowledgedBy) {
        return new Notification.Incident(
                INCIDENT,
                severity + " HighErrorRate (eu-west-1, gateway)",
                "{}/{team=\"core\"}:{alertname=\"HighErrorRate\"}",
                Labels.of("alertname", "HighErrorRate"),
                severity,
                OPENED,
                acknowledgedBy,
                URI.create("https://kaldrix.example.com/incidents/" + INCIDENT),
                URI.create("https://kaldrix.example.com"));
    }

    public static Notification of(Notification.Kind kind, AlertView... alerts) {
        return of(kind, List.of(alerts));
    }

    public static Notification of(Notification.Kind kind, List<AlertView> alerts, String... notes) {
        return of(kind, incident(Severity.P1, null), alerts, notes);
    }

    public static Notification of(
            Notification.Kind kind, Notification.Incident incident, List<AlertView> alerts, String... notes) {
        return new Notification(
                DELIVERY,
                kind,
                incident,
                "Leadership team",
                alerts,
                List.of(notes),
                "incident-" + INCIDENT,
                OPENED.plusSeconds(30 * 60));
    }

    /** One of each kind, as it comes up in the life of an incident. */
    public static Notification of(Notification.Kind kind) {
        return switch (kind) {
            case OPENED, TEST, NOTICE -> of(kind, firing("gateway-0"));
            case CHANGED, REPEATED -> of(kind, firing("gateway-0"), firing("gateway-1"), over("gateway-2"));
            case ACKNOWLEDGED -> of(kind, incident(Severity.P1, "ada"), List.of(firing("gateway-0")));
            case ESCALATED ->
                of(
                        kind,
                        incident(Severity.P0, null),
                        List.of(firing("gateway-0"), firing("gateway-1")),
                        "PagerDuty cannot be reached, so you are told here as well.");
            case RESOLVED, OPENED_AND_RESOLVED -> of(kind, over("gateway-0"), over("gateway-1"));
        };
    }

    public static List<AlertView> many(int count) {
        return IntStream.range(0, count).mapToObj(i -> firing("gateway-" + i)).toList();
    }
}
