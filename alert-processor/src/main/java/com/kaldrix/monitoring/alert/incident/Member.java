package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import java.time.Instant;

/**
 * An alert that belongs to an incident.
 *
 * @param alert as it stands; as it was when it left, for one that has left
 * @param joinedAt when it joined
 * @param left whether its end was told and it belongs to the group no more
 */
public record Member(Alert alert, Instant joinedAt, boolean left) {}
