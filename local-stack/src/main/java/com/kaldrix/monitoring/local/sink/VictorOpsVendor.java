package com.kaldrix.monitoring.local.sink;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Splunk On-Call's REST endpoint: {@code /KEY/ROUTING-KEY} (help.victorops.com, "REST Endpoint Integration Guide"). */
final class VictorOpsVendor implements Vendor {
    private static final Set<String> TYPES = Set.of("CRITICAL", "WARNING", "ACKNOWLEDGEMENT", "INFO", "RECOVERY");

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode body = incoming.json();
        String[] parts = incoming.path().split("/", -1);
        if (parts.length != 3 || parts[1].isBlank() || parts[1].contains("wrong") || parts[2].isBlank()) {
            return Judgements.refused(body, 404, "no such key", answer("failure", "Not found"));
        }
        VendorRules rules = new VendorRules()
                .needs(body, "message_type", 30)
                .oneOf(body, "message_type", TYPES)
                .needs(body, "entity_id", 512)
                .atMost(body, "state_message", 20_480);
        return rules.broken()
                ? Judgements.refused(body, 400, rules.text(), answer("failure", rules.text()))
                : Judgements.taken(
                        body,
                        200,
                        Judgements.json()
                                .put("result", "success")
                                .put("entity_id", body.path("entity_id").asString("")));
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return answer("failure", "status " + status);
    }

    private static JsonNode answer(String result, String message) {
        return Judgements.json().put("result", result).put("message", message);
    }
}
