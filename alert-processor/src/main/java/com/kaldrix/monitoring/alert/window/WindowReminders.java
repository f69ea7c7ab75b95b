package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.alert.held.HeldAlerts;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.alert.notice.IncomingNotice;
import com.kaldrix.monitoring.alert.notice.Notices;
import com.kaldrix.monitoring.alert.window.MaintenanceWindow.Kind;
import com.kaldrix.monitoring.alert.window.Windows.Reminded;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reminds people (P2) that a window is about to begin and about to end: once from all replicas, for a reminder is committed with the
 * note that it went out. A window that is made when it has begun already is not announced, only its end is.
 */
@Component
class WindowReminders implements Work {
    private final Windows windows;
    private final ActiveWindows all;
    private final HeldAlerts held;
    private final Notices notices;
    private final WindowContext context;

    /**
     * @param transactions what runs a reminder as a whole or not at all
     * @param clock what says whose time has come
     * @param properties when to remind
     */
    record WindowContext(TransactionOperations transactions, Clock clock, WindowProperties properties) {}

    WindowReminders(Windows windows, ActiveWindows all, HeldAlerts held, Notices notices, WindowContext context) {
        this.windows = windows;
        this.all = all;
        this.held = held;
        this.notices = notices;
        this.context = context;
    }

    @Override
    public String name() {
        return "window-reminders";
    }

    @Override
    public Duration run(Wake wake) {
        Duration before = context.properties().remindBefore();
        if (before.isPositive()) {
            Instant now = context.clock().instant();
            List<MaintenanceWindow> living = all.living(now)
                    .filter(window -> window.kind() == Kind.MAINTENANCE)
                    .toList();
            living.forEach(window -> window.currentOrNext(now).ifPresent(time -> remind(window, time, before, now)));
        }
        return context.properties().pollInterval();
    }

    private void remind(MaintenanceWindow window, Occurrence time, Duration before, Instant now) {
        if (now.isBefore(time.startsAt())) {
            if (!now.isBefore(time.startsAt().minus(before))) {
                once(window, time, Reminded.START, now);
            }
            return;
        }
        Duration half = Duration.between(time.startsAt(), time.endsAt()).dividedBy(2);
        Duration early = before.compareTo(half) < 0 ? before : half;
        if (!now.isBefore(time.endsAt().minus(early))) {
            once(window, time, Reminded.END, now);
        }
    }

    private void once(MaintenanceWindow window, Occurrence time, Reminded which, Instant now) {
        context.transactions().executeWithoutResult(status -> {
            if (windows.remind(window.id(), time, which)) {
                notices.tell(which == Reminded.START ? start(window, time) : end(window, time), Severity.P2, now);
            }
        });
    }

    private static IncomingNotice start(MaintenanceWindow window, Occurrence time) {
        String text = "From " + time.startsAt() + " to " + time.endsAt() + " nobody is told of alerts with "
                + window.matchers() + "." + comment(window);
        return new IncomingNotice(
                "Maintenance window '" + window.name() + "' begins at " + time.startsAt(),
                text,
                labels("MaintenanceWindowBegins", window),
                Map.of(),
                time.startsAt());
    }

    private IncomingNotice end(MaintenanceWindow window, Occurrence time) {
        long alerts = held.counts(HeldBy.Kind.WINDOW, window.id().toString(), 1).stream()
                .filter(count -> count.occurrence().equals(time.startsAt()))
                .mapToLong(HeldAlerts.Count::alerts)
                .sum();
        String text = "What still fires then is told. So far it has held back "
                + (alerts == 1 ? "1 alert" : alerts + " alerts") + "." + comment(window);
        return new IncomingNotice(
                "Maintenance window '" + window.name() + "' ends at " + time.endsAt(),
                text,
                labels("MaintenanceWindowEnds", window),
                Map.of(),
                time.endsAt());
    }

    private static String comment(MaintenanceWindow window) {
        return window.comment().isEmpty() ? "" : "\n" + window.comment();
    }

    /** So that whoever is told of these alerts is told of their window. */
    private static Labels labels(String name, MaintenanceWindow window) {
        Labels labels = Labels.empty();
        for (Matcher matcher : window.matchers().all()) {
            if (matcher.operator() == Operator.EQUAL && !matcher.value().isEmpty()) {
                labels = labels.with(matcher.name(), matcher.value());
            }
        }
        return labels.with(Labels.ALERTNAME, name).with("window", window.name());
    }
}
