package com.kaldrix.monitoring.alert.intake;

import com.kaldrix.monitoring.alert.change.Change;
import com.kaldrix.monitoring.alert.notice.IncomingNotice;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import java.util.List;

/** What became of a message. */
public sealed interface Reading {
    /**
     * It speaks of alerts.
     *
     * @param alerts in the order of the message
     * @param problems what in the same message could not be read, each a sentence that names the field; where there are any,
     *     the message belongs in the dead-letter queue as well once the alerts are safe
     */
    record Alerts(List<IncomingAlert> alerts, List<String> problems) implements Reading {
        public Alerts {
            alerts = List.copyOf(alerts);
            problems = List.copyOf(problems);
        }

        public Alerts(List<IncomingAlert> alerts) {
            this(alerts, List.of());
        }

        public static Alerts of(IncomingAlert alert) {
            return new Alerts(List.of(alert));
        }
    }

    /** It tells of something that people should know; no alert, and no incident. */
    record Told(IncomingNotice notice) implements Reading {}

    /** It tells of a change of what is watched; no alert, and nothing to tell. */
    record Changed(Change change) implements Reading {}

    /** Another service asks for something to be put right; no alert, and no incident. */
    record Asked(RemediationRequest request) implements Reading {}

    /** It was understood, and there is nothing to do. */
    record Ignored(String reason) implements Reading {}

    /** It cannot be read, now or later; the reason names the field. It belongs in the dead-letter queue. */
    record Poison(String reason) implements Reading {}
}
