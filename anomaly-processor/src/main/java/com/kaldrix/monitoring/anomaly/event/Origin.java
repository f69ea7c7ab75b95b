package com.kaldrix.monitoring.anomaly.event;

import java.time.Instant;

/**
 * Where an event may have begun.
 *
 * @param component which part
 * @param share how likely, of 1 for all that are ill
 * @param since when its first series became unusual
 * @param reason in words
 */
public record Origin(String component, double share, Instant since, String reason) {}
