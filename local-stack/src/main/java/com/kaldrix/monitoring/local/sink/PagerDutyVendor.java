package com.kaldrix.monitoring.local.sink;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** PagerDuty's Events API v2, and v1 for keys of services. */
final class PagerDutyVendor implements Vendor {
    private static final String ENQUEUE = "/v2/enqueue";
    private static final String CREATE = "/generic/2010-04-15/create_event.json";
    private final boolean realKeys;

    PagerDutyVendor(boolean realKeys) {
        this.realKeys = realKeys;
    }

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode event = incoming.json();
        if (incoming.path().equals(CREATE)) {
            return former(event, incoming.body().length);
        }
        if (!incoming.path().equals(ENQUEUE)) {
            ObjectNode reply = answer("not found", "There is only " + ENQUEUE + " and " + CREATE);
            return new Judgement(event, new Verdict.Rejected(404, "no such path"), new Reply(404, reply));
        }
        List<String> errors = incoming.body().length > PagerDutyRules.MAX_BODY
                ? List.of("The event is larger than 512 KB")
                : PagerDutyRules.errors(event, realKeys);
        if (!errors.isEmpty()) {
            return invalid(event, errors);
        }
        String given = event.path("dedup_key").asString("");
        ObjectNode reply = answer("success", "Event processed")
                .put("dedup_key", given.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : given);
        return new Judgement(event, null, new Reply(202, reply));
    }

    private Judgement former(JsonNode event, int bytes) {
        VendorRules rules = PagerDutyFormerRules.of(event, realKeys)
                .say(bytes > PagerDutyRules.MAX_BODY, "The event is larger than 512 KB");
        if (rules.broken()) {
            return invalid(event, List.of(rules.text()));
        }
        String given = event.path("incident_key").asString("");
        ObjectNode reply = answer("success", "Event processed")
                .put(
                        "incident_key",
                        given.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : given);
        return new Judgement(event, null, new Reply(200, reply));
    }

    private static Judgement invalid(JsonNode event, List<String> errors) {
        ObjectNode reply = answer("invalid event", "Event object is invalid");
        var list = reply.putArray("errors");
        errors.forEach(list::add);
        return new Judgement(event, new Verdict.Rejected(400, String.join("; ", errors)), new Reply(400, reply));
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
