package com.kaldrix.monitoring.alert.oncall;

import java.time.Instant;

/**
 * A time during which the same person is on call.
 *
 * @param from since when
 * @param to until when, itself not included; later than {@code from}
 * @param turn who, and why
 */
public record Shift(Instant from, Instant to, Turn turn) {}
