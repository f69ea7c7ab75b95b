package com.kaldrix.monitoring.local.sink;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** PagerDuty's Events API v2. */
final class PagerDutyVendor implements Vendor {
    private static final String ENQUEUE = "/v2/enqueue";
    private final boolean realKeys;

    PagerDutyVendor(boolean realKeys) {
        this.realKeys = realKeys;
    }

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode event = incoming.json();
        if (!incoming.path().equals(ENQUEUE)) {
            ObjectNode reply = answer("not found", "There is only " + ENQUEUE);
            return new Judgement(event, new Verdict.Rejected(404, "no such path"), new Reply(404, reply));
        }
        List<String> errors = incoming.body().length > PagerDutyRules.MAX_BODY
                ? List.of("The event is larger than 512 KB")
                : PagerDutyRules.errors(event, realKeys);
        if (!errors.isEmpty()) {
            ObjectNode reply = answer("invalid event", "Event object is invalid");
            var list = reply.putArray("errors");
            errors.forEach(list::add);
            return new Judgement(event, new Verdict.Rejected(400, String.join("; ", errors)), new Reply(400, reply));
        }
        String given = event.path("dedup_key").asString("");
        ObjectNode reply = answer("success", "Event processed")
                .put("dedup_key", given.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : given);
        return new Judgement(event, null, new Reply(202, reply));
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return status == 429
                ? answer("throttle exceeded", "Requests for this service are arriving too quickly. Please retry later.")
                : answer("error", "Internal Server Error");
    }

    private static ObjectNode answer(String status, String message) {
        return SinkJson.MAPPER.createObjectNode().put("status", status).put("message", message);
    }
}
