package com.kaldrix.monitoring.metrics.forward.remotewrite;

import java.time.Duration;

/** What became of a request. */
sealed interface Answer {
    /** Everything was written. */
    record Written() implements Answer {}

    /**
     * Nothing that is certain was written, and trying again may help.
     *
     * @param reason in words, for people
     * @param after how long the target wants to be left alone; zero when it does not say
     */
    record Later(String reason, Duration after) implements Answer {}

    /**
     * Trying again would not help.
     *
     * @param status of HTTP
     * @param written how many samples and histograms were written all the same; -1 when the target does not say
     * @param reason in the target's words
     */
    record Refused(int status, int written, String reason) implements Answer {}

    /** The target does not speak this version. */
    record OtherProtocol(String reason) implements Answer {}
}
