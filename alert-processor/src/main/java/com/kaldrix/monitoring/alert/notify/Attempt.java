package com.kaldrix.monitoring.alert.notify;

import java.util.List;

/**
 * One attempt to deliver.
 *
 * @param outcome how it ended
 * @param templateFailures which texts of the configuration could not be filled in, and why; plain words stood in their
 *     place
 */
record Attempt(Outcome outcome, List<String> templateFailures) {
    Attempt {
        templateFailures = List.copyOf(templateFailures);
    }

    static Attempt of(Outcome outcome) {
        return new Attempt(outcome, List.of());
    }
}
