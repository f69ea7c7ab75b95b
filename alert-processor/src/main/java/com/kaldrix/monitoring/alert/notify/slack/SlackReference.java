package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.common.severity.Severity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an incident's message is and what its readers were last called for. Written as {@code channel/ts/severity/firing}.
 *
 * @param channel Slack's id of the conversation
 * @param ts the message's time stamp, which is its identity there
 * @param severity the worst severity that was announced
 * @param firing how many firing alerts were announced
 */
record SlackReference(String channel, String ts, Severity severity, long firing) {
    private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9]+)/(\\d+\\.\\d+)/(P[0-3])/(\\d{1,9})");

    static SlackReference of(String channel, String ts, Notification notification) {
        return new SlackReference(channel, ts, notification.incident().severity(), firing(notification));
    }

    /** Empty for a text that is no reference: then there is no message to go back to. */
    static Optional<SlackReference> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        return matcher.matches()
                ? Optional.of(new SlackReference(
                        matcher.group(1),
                        matcher.group(2),
                        Severity.of(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** The same message, after its readers were told of this notification. */
    SlackReference told(Notification notification) {
        return of(channel, ts, notification);
    }

    /** Whether this is worse than what readers were called for, so that a silent edit would hide it. */
    boolean isOutgrownBy(Notification notification) {
        return notification.incident().severity().isMoreSevereThan(severity) || firing(notification) > firing;
    }

    private static long firing(Notification notification) {
        return notification.alerts().stream().filter(AlertView::firing).count();
    }

    @Override
    public String toString() {
        return channel + "/" + ts + "/" + severity + "/" + firing;
    }
}
