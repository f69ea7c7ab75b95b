package com.kaldrix.monitoring.common.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to an incident. Goes to the events topic; the envelope's {@code subject} is the incident's id.
 *
 * @param severity the worst of the incident's alerts
 * @param title what people see
 * @param receiver name of the receiver that the incident's route leads to
 * @param groupKey the incident's group, as Alertmanager writes it
 * @param groupLabels labels that all its alerts share because the route groups by them
 * @param firing how many of its alerts fire
 * @param resolved how many are over
 * @param actor who did it; null when the suite did
 * @param step which step of the escalation policy, from 1; null for all that is no escalation
 * @param note what the actor wrote; null when nothing
 * @param alertNames names of the alerts that it opened with, sorted, at most {@link #MOST_NAMES}; empty for what is no opening
 * @param component component that all of these share; null when they share none, and for what is no opening
 * @param openedAt when the incident opened
 * @param at when this happened
 */
public record AlertLifecycle(
        UUID incidentId,
        Change change,
        Severity severity,
        String title,
        String receiver,
        String groupKey,
        Labels groupLabels,
        int firing,
        int resolved,
        @Nullable String actor,
        @Nullable Integer step,
        @Nullable String note,
        List<String> alertNames,
        @Nullable String component,
        Instant openedAt,
        Instant at)
        implements Contract {
    public static final String TYPE = "com.kaldrix.alert.lifecycle.v1";

    /** How many names of alerts are told. */
    public static final int MOST_NAMES = 10;

    /** What happened. */
    public enum Change {
        @JsonProperty("opened")
        OPENED,
        @JsonProperty("changed")
        CHANGED,
        @JsonProperty("acknowledged")
        ACKNOWLEDGED,
        @JsonProperty("unacknowledged")
        UNACKNOWLEDGED,
        @JsonProperty("reopened")
        REOPENED,
        @JsonProperty("escalated")
        ESCALATED,
        @JsonProperty("snoozed")
        SNOOZED,
        @JsonProperty("unsnoozed")
        UNSNOOZED,
        @JsonProperty("noted")
        NOTED,
        @JsonProperty("resolved")
        RESOLVED,
        @JsonProperty("severity_raised")
        SEVERITY_RAISED
    }

    @SuppressWarnings("ConstantValue")
    public AlertLifecycle {
        Attributes.present("incidentId", incidentId);
        Attributes.present("change", change);
        Attributes.present("severity", severity);
        Attributes.text("title", title);
        Attributes.text("receiver", receiver);
        Attributes.text("groupKey", groupKey);
        groupLabels = groupLabels == null ? Labels.empty() : groupLabels;
        if (firing < 0) {
            throw new MalformedEvent("firing", "is negative");
        }
        if (resolved < 0) {
            throw new MalformedEvent("resolved", "is negative");
        }
        if (step != null && step < 1) {
            throw new MalformedEvent("step", "is less than 1");
        }
        alertNames = alertNames == null ? List.of() : List.copyOf(alertNames);
        Attributes.present("openedAt", openedAt);
        Attributes.present("at", at);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
