package com.kaldrix.monitoring.alert.notify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What people can do by a button in the Slack message of an incident. */
public enum SlackAction {
    ACKNOWLEDGE("Acknowledge"),
    RESOLVE("Resolve"),
    SNOOZE_1H("Silence 1 h"),
    ESCALATE("Escalate now"),
    SUPPRESS("Suppress until resolved"),
    /** Of a remediation that waits, whose id the button carries. */
    APPROVE("Approve"),
    /** As {@link #APPROVE}. */
    REFUSE("Refuse");

    private static final String PREFIX = "kaldrix_";

    private final String label;

    SlackAction(String label) {
        this.label = label;
    }

    /** Whether it is about a remediation, and not about the incident. */
    public boolean decides() {
        return this == APPROVE || this == REFUSE;
    }

    /** What stands on the button. */
    public String label() {
        return label;
    }

    /** What Slack calls it when it is pressed, {@code action_id}. */
    public String id() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** The one with this id; empty for a button that is not ours. */
    public static Optional<SlackAction> find(String id) {
        return Arrays.stream(values()).filter(action -> action.id().equals(id)).findFirst();
    }
}
