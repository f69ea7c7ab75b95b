package com.kaldrix.monitoring.local.sink;

import com.kaldrix.monitoring.local.sink.Vendor.Judgement;
import com.kaldrix.monitoring.local.sink.Vendor.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shorthand for what vendors make of requests. */
final class Judgements {
    private Judgements() {}

    static Judgement taken(JsonNode body, int status, JsonNode answer) {
        return new Judgement(body, null, new Reply(status, answer));
    }

    static Judgement refused(JsonNode body, int status, String reason, JsonNode answer) {
        return new Judgement(body, new Verdict.Rejected(status, reason), new Reply(status, answer));
    }

    static ObjectNode json() {
        return SinkJson.MAPPER.createObjectNode();
    }
}
