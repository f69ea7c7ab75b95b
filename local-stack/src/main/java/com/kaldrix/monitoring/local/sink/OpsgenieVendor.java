package com.kaldrix.monitoring.local.sink;

import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Opsgenie's Alert API: opening, acknowledging, closing and changing words by alias (docs.opsgenie.com, "Create Alert", "Acknowledge
 * Alert", "Close Alert", "Update Alert Message" and "Update Alert Description"). */
final class OpsgenieVendor implements Vendor {
    private static final Set<String> PRIORITIES = Set.of("P1", "P2", "P3", "P4", "P5");
    private static final Set<String> RESPONDERS = Set.of("team", "user", "escalation", "schedule");

    @Override
    public Set<String> methods() {
        return Set.of("POST", "PUT");
    }

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode body = incoming.json();
        String proof = String.valueOf(incoming.header("authorization"));
        if (!proof.startsWith("GenieKey ") || proof.contains("wrong")) {
            return Judgements.refused(body, 401, "no key", answer("Could not authenticate"));
        }
        boolean answers = incoming.path().matches("/v2/alerts/[^/]+/(acknowledge|close)\\?identifierType=alias");
        boolean words = incoming.path().matches("/v2/alerts/[^/]+/(message|description)\\?identifierType=alias");
        if (words) {
            return words(incoming.path().contains("/message?") ? "message" : "description", body);
        }
        if (!answers && !incoming.path().equals("/v2/alerts")) {
            return Judgements.refused(body, 404, "no such path", answer("Not found"));
        }
        VendorRules rules = answers ? new VendorRules().atMost(body, "source", 100) : opening(body);
        return judgement(rules, body);
    }

    private static Judgement words(String field, JsonNode body) {
        VendorRules rules = new VendorRules()
                .needs(body, field, field.equals("message") ? 130 : 15_000)
                .say(body.size() != 1, "there is more than '" + field + "'");
        return judgement(rules, body);
    }

    private static Judgement judgement(VendorRules rules, JsonNode body) {
        return rules.broken()
                ? Judgements.refused(
                        body, 422, rules.text(), answer("Request body is not processable: " + rules.text()))
                : Judgements.taken(body, 202, answer("Request will be processed"));
    }

    private static VendorRules opening(JsonNode body) {
        VendorRules rules = new VendorRules()
                .needs(body, "message", 130)
                .atMost(body, "alias", 512)
                .atMost(body, "description", 15_000)
                .atMost(body, "source", 100)
                .atMost(body, "entity", 512)
                .atMost(body, "note", 25_000)
                .oneOf(body, "priority", PRIORITIES)
                .say(body.path("tags").size() > 20, "more than 20 tags")
                .say(body.path("actions").size() > 10, "more than 10 actions")
                .say(body.path("responders").size() > 50, "more than 50 responders")
                .say(body.path("details").toString().length() > 8000, "details are longer than 8000");
        body.path("tags").forEach(tag -> rules.say(tag.asString("").length() > 50, "a tag is longer than 50"));
        body.path("responders")
                .forEach(responder -> rules.oneOf(responder, "type", RESPONDERS)
                        .say(
                                !responder.has("id") && !responder.has("name") && !responder.has("username"),
                                "a responder has no name"));
        return rules;
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return answer(status == 429 ? "You are making too many requests!" : "Internal Server Error");
    }

    private static ObjectNode answer(String result) {
        return Judgements.json()
                .put("result", result)
                .put("took", 0.1)
                .put("requestId", UUID.randomUUID().toString());
    }
}
