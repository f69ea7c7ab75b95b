package com.kaldrix.monitoring.alert.history;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.AlertDetails;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.common.label.Matchers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says what matchers would hold back, before they do. */
@Component
public class Reaches {
    private static final int DAYS = 7;
    private static final int MOST_PAST = 10_000;
    private static final int MOST_SHOWN = 50;

    private final Alerts alerts;
    private final AlertHistory history;

    Reaches(Alerts alerts, AlertHistory history) {
        this.alerts = alerts;
        this.history = history;
    }

    /** @param broad more alerts than this are worth a warning, of those that fire now and of the past days */
    @Transactional(readOnly = true)
    public Reach of(Matchers matchers, int broad, Instant now) {
        List<Alert> firing = alerts.firing(Map.of(), now);
        List<Alert> covered = firing.stream()
                .filter(alert -> matchers.matches(alert.routingLabels()))
                .toList();
        long past = history.since(now.minus(Duration.ofDays(DAYS)), MOST_PAST).stream()
                .filter(alert -> matchers.matches(alert.routingLabels()))
                .count();
        return new Reach(
                covered.size(),
                firing.size(),
                past,
                DAYS,
                covered.stream()
                        .limit(MOST_SHOWN)
                        .map(alert -> AlertDetails.of(alert, now))
                        .toList(),
                warning(covered.size(), past, broad));
    }

    private static @Nullable String warning(long firing, long past, int broad) {
        if (firing > broad) {
            return "These matchers are broad: they cover " + firing + " alerts that fire now, more than " + broad + ".";
        }
        if (past > broad) {
            return "These matchers are broad: they would have covered " + past + " alerts in the past " + DAYS
                    + " days, more than " + broad + ".";
        }
        return null;
    }
}
