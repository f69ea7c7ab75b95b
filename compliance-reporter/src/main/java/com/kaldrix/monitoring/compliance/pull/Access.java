package com.kaldrix.monitoring.compliance.pull;

import java.time.Duration;
import java.util.Map;

/**
 * How accounts are entered, and how single questions are asked.
 *
 * @param roles by account
 */
public record Access(Map<String, Role> roles, Calls calls) {
    public Access {
        roles = Map.copyOf(roles);
    }

    /**
     * Which role to assume.
     *
     * @param arn empty for the service's own credentials
     * @param externalId empty for none
     */
    public record Role(String arn, String externalId) {
        /** The service's own credentials. */
        public static final Role OWN = new Role("", "");
    }

    /**
     * Single questions.
     *
     * @param perSecond how many a second of each target at most
     * @param attempts how often one is asked before it has failed
     * @param firstPause after the first failure; doubles, with chance in it, up to {@code longestPause}
     */
    public record Calls(int perSecond, int attempts, Duration firstPause, Duration longestPause) {}
}
