package com.kaldrix.monitoring.alert.intake;

import com.kaldrix.monitoring.common.messaging.InboundMessage;
import tools.jackson.databind.JsonNode;

/** One kind of sender whose messages come through the queue. Free of state and side effects. */
public interface Source {
    /** The kind, as it stands in {@link IncomingAlert#source} and in metrics. */
    String name();

    /**
     * Whether the body is of this source's shape. Looks at no more than what tells the shape, so that a message which
     * lacks something else is recognised and then refused by name.
     */
    boolean recognises(JsonNode body);

    /**
     * Reads a body that {@link #recognises} has accepted.
     *
     * @param body the message's body
     * @param message what it came in
     * @throws UnreadableField if something is missing or of the wrong kind
     */
    Reading read(JsonNode body, InboundMessage message);
}
