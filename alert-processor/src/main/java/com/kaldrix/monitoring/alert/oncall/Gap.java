package com.kaldrix.monitoring.alert.oncall;

import java.time.Instant;

/**
 * A time during which nobody is on call.
 *
 * @param from since when
 * @param to until when, itself not included; later than {@code from}
 */
public record Gap(Instant from, Instant to) {}
