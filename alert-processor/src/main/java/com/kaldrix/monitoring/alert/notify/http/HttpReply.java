package com.kaldrix.monitoring.alert.notify.http;

import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a POST ended. */
public sealed interface HttpReply {
    /**
     * There was no answer.
     *
     * @param outcome what that means: certainly not taken, not known, or never to be taken
     */
    record Silence(Outcome outcome) implements HttpReply {}

    /**
     * The other side answered.
     *
     * @param status the HTTP status
     * @param retryAfterOrNull how long the other side asks us to wait, between a second and an hour; null when it does not say
     * @param body the start of the answer, without secrets
     * @param complete whether {@code body} is all of it
     */
    record Answer(int status, @Nullable Duration retryAfterOrNull, String body, boolean complete) implements HttpReply {
        /** How long to wait after 429 without {@code Retry-After}. */
        public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

        private static final int EXCERPT = 300;

        public boolean success() {
            return status >= 200 && status < 300;
        }

        /** The start of the body as one line, for a reason. */
        public String excerpt() {
            return PlainText.line(body, EXCERPT);
        }

        /** The delay that was asked for, or else the default one. */
        public Duration patience() {
            return retryAfterOrNull == null ? DEFAULT_PATIENCE : retryAfterOrNull;
        }

        /** What the status means by itself, with the start of the body as reason. */
        public Outcome outcome(String who) {
            return outcome(who, excerpt());
        }

        /**
         * What the status means by itself. 502 and 504 come from a gateway, behind which the request may have been taken.
         *
         * @param who the other side, as people call it
         * @param why its reason
         */
        public Outcome outcome(String who, String why) {
            String reason = who + " answered " + status + (why.isEmpty() ? "" : ": " + why);
            return switch (status) {
                case 429 -> new Outcome.RetryAfter(patience(), reason);
                case 503 ->
                    retryAfterOrNull == null
                            ? new Outcome.Unavailable(reason)
                            : new Outcome.RetryAfter(retryAfterOrNull, reason);
                case 502, 504 -> new Outcome.Unknown(reason);
                case 408, 425 -> new Outcome.Unavailable(reason);
                default -> {
                    if (success()) {
                        yield Outcome.Delivered.PLAIN;
                    }
                    yield status >= 500 ? new Outcome.Unavailable(reason) : new Outcome.Rejected(reason);
                }
            };
        }
    }
}
