package com.kaldrix.monitoring.alert.replay;

import com.kaldrix.monitoring.alert.alert.Alert;
import java.time.Instant;
import java.util.List;

/**
 * A message that a receiver would have got.
 *
 * @param receiver who
 * @param route by which route
 * @param at when
 * @param alerts what it would have been told of for the first time
 */
record Page(String receiver, String route, Instant at, List<Alert> alerts) {
    Page {
        alerts = List.copyOf(alerts);
    }
}
