package com.kaldrix.monitoring.alert.notify;

/** The colour of a notification: how bad it is, at a glance. */
public final class Tint {
    private Tint() {}

    /** As {@code #rrggbb}; dark enough that white text on it can be read. */
    public static String of(Notification notification) {
        if (!notification.kind().hasIncident()) {
            return "#5f6b7a";
        }
        if (notification.kind().over()) {
            return "#1e7d46";
        }
        return switch (notification.incident().severity()) {
            case P0 -> "#b3001b";
            case P1 -> "#c2410c";
            case P2 -> "#946200";
            case P3 -> "#1d5fb8";
        };
    }
}
