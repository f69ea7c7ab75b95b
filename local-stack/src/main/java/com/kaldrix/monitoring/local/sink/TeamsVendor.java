package com.kaldrix.monitoring.local.sink;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Microsoft Teams: a connector below {@code /webhookb2/}, a workflow below {@code /workflows/} (learn.microsoft.com, "Create Incoming
 * Webhooks"). A connector that is told to answer 429 says so with status 200, as the real one does.
 */
final class TeamsVendor implements Vendor {
    private static final int MOST_BYTES = 28 * 1024;
    private static final Set<String> COLORS =
            Set.of("Default", "Dark", "Light", "Accent", "Good", "Warning", "Attention");

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode body = incoming.json();
        boolean workflow = incoming.path().startsWith("/workflows/");
        if (incoming.path().contains("wrong") || !workflow && !incoming.path().startsWith("/webhookb2/")) {
            return Judgements.refused(body, 404, "no such webhook", StringNode.valueOf("Not found"));
        }
        if (incoming.body().length > MOST_BYTES) {
            return Judgements.refused(body, 413, "larger than 28 KB", StringNode.valueOf("Request Entity Too Large"));
        }
        if (incoming.path().endsWith("/throttled")) {
            String said =
                    "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId 1";
            return Judgements.refused(body, 200, "throttled", StringNode.valueOf(said));
        }
        VendorRules rules = workflow ? workflow(body) : connector(body);
        if (rules.broken()) {
            return Judgements.refused(body, 400, rules.text(), StringNode.valueOf(rules.text()));
        }
        return Judgements.taken(body, workflow ? 202 : 200, StringNode.valueOf(workflow ? "" : "1"));
    }

    private static VendorRules connector(JsonNode body) {
        return new VendorRules()
                .say(!body.path("@type").asString("").equals("MessageCard"), "'@type' is not MessageCard")
                .say(
                        body.path("summary").asString("").isBlank()
                                && body.path("text").asString("").isBlank(),
                        "Summary or Text is required.")
                .say(!body.path("themeColor").asString("000000").matches("[0-9a-fA-F]{6}"), "'themeColor' is no color");
    }

    private static VendorRules workflow(JsonNode body) {
        JsonNode card = body.at("/attachments/0/content");
        VendorRules rules = new VendorRules()
                .say(!body.path("type").asString("").equals("message"), "'type' is not message")
                .say(!card.path("type").asString("").equals("AdaptiveCard"), "there is no adaptive card")
                .say(card.path("body").isEmpty(), "the card is empty");
        card.path("body").forEach(block -> rules.needs(block, "text", 20_000).oneOf(block, "color", COLORS));
        return rules;
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return StringNode.valueOf("status " + status);
    }
}
