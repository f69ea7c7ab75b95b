package com.kaldrix.monitoring.alert.flap;

import com.kaldrix.monitoring.common.label.Fingerprint;
import java.time.Instant;

/**
 * An alert that flaps or did.
 *
 * @param alert which
 * @param times how often it fired again within the time that counts
 * @param changedAt when it last fired again or was said to be over
 * @param since since when it flaps
 */
public record Flap(Fingerprint alert, int times, Instant changedAt, Instant since) {}
