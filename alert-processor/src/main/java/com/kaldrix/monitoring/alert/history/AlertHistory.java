package com.kaldrix.monitoring.alert.history;

import com.kaldrix.monitoring.alert.alert.Alert;
import java.time.Instant;
import java.util.List;

/** Alerts that belonged to incidents, for as long as incidents are kept. */
public interface AlertHistory {
    /**
     * Occurrences of alerts that joined an incident since {@code since}, each once, the earliest first. One that fires stands as it
     * is, one that is over as it was.
     *
     * @param most how many at most; the latest are kept
     */
    List<Alert> since(Instant since, int most);
}
