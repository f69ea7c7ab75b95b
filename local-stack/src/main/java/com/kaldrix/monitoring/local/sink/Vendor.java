package com.kaldrix.monitoring.local.sink;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** How one vendor judges and answers requests. */
interface Vendor {
    /** Judges a request without any effect. */
    Judgement judge(Incoming incoming);

    /** Whether a request only asks, by GET, and has no effect that is worth keeping. */
    default boolean asks(Incoming incoming) {
        return false;
    }

    /** The methods of requests that have an effect. */
    default Set<String> methods() {
        return Set.of("POST");
    }

    /** By what a repetition of a request is known; null when it cannot be. */
    default @Nullable String key(Incoming incoming) {
        return incoming.key();
    }

    /** The body with which the vendor would give a status of trouble such as 429 or 503. */
    JsonNode trouble(int status, Incoming incoming);

    /**
     * What the vendor makes of a request.
     *
     * @param body the parsed request
     * @param rejection why it is refused; null when it is taken
     * @param reply the answer
     */
    record Judgement(JsonNode body, Verdict.@Nullable Rejected rejection, Reply reply) {}

    /** An answer: a text node is sent as plain text, anything else as JSON. */
    record Reply(int status, JsonNode body) {
        static Reply text(int status, String text) {
            return new Reply(status, StringNode.valueOf(text));
        }
    }
}
