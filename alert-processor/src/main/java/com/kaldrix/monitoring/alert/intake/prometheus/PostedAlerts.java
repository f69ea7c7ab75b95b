package com.kaldrix.monitoring.alert.intake.prometheus;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import java.util.List;

/** What a posted body holds. */
public sealed interface PostedAlerts {
    /**
     * A list of alerts, of which some may be invalid.
     *
     * @param alerts the valid ones, in their order
     * @param errors everything that is wrong with the others
     */
    record Batch(List<IncomingAlert> alerts, List<FieldError> errors) implements PostedAlerts {
        public Batch {
            alerts = List.copyOf(alerts);
            errors = List.copyOf(errors);
        }
    }

    /** No list of alerts at all. The reason completes a sentence that begins with "body". */
    record Malformed(String reason) implements PostedAlerts {}

    /**
     * @param index which alert, from 0
     * @param field such as {@code labels.severity} or {@code startsAt}; empty for the alert as a whole
     * @param problem what is wrong
     */
    record FieldError(int index, String field, String problem) {}
}
