package com.kaldrix.monitoring.local.sink;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Messages of Webex (developer.webex.com, "Create a Message"). */
final class WebexVendor implements Vendor {
    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode body = incoming.json();
        String proof = String.valueOf(incoming.header("authorization"));
        if (!proof.startsWith("Bearer ") || proof.contains("wrong")) {
            return Judgements.refused(body, 401, "no token", answer("The request requires a valid access token."));
        }
        String markdown = body.path("markdown").asString("");
        VendorRules rules = new VendorRules()
                .say(!incoming.path().equals("/v1/messages"), "no such path")
                .needs(body, "roomId", 500)
                .say(markdown.isBlank(), "'markdown' is missing")
                .say(markdown.getBytes(StandardCharsets.UTF_8).length > 7439, "'markdown' is longer than 7439 bytes");
        return rules.broken()
                ? Judgements.refused(body, 400, rules.text(), answer(rules.text()))
                : Judgements.taken(
                        body, 200, Judgements.json().put("id", UUID.randomUUID().toString()));
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return answer("status " + status);
    }

    private static JsonNode answer(String message) {
        return Judgements.json().put("message", message);
    }
}
