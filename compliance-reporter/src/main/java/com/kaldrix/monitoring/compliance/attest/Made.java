package com.kaldrix.monitoring.compliance.attest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That somebody did something.
 *
 * @param by who, as the API token or the identity provider names them
 * @param at when, to the microsecond
 */
public record Made(String by, Instant at) {
    public Made {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
