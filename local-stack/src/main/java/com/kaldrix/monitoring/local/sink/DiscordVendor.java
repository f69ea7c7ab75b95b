package com.kaldrix.monitoring.local.sink;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A webhook of Discord: {@code /api/webhooks/ID/TOKEN} (discord.com/developers, "Execute Webhook"). */
final class DiscordVendor implements Vendor {
    private static final int MOST_EMBEDS = 10;
    private static final int MOST_IN_ALL = 6000;
    private static final int MOST_COLOR = 0xffffff;

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode body = incoming.json();
        if (!incoming.path().matches("/api/webhooks/\\d+/[A-Za-z0-9_-]+")
                || incoming.path().contains("wrong")) {
            return Judgements.refused(body, 404, "no such webhook", answer(10015, "Unknown Webhook"));
        }
        JsonNode embeds = body.path("embeds");
        VendorRules rules = new VendorRules()
                .say(body.path("content").asString("").isBlank() && embeds.isEmpty(), "Cannot send an empty message")
                .atMost(body, "content", 2000)
                .atMost(body, "username", 80)
                .say(embeds.size() > MOST_EMBEDS, "more than 10 embeds");
        int all = 0;
        for (JsonNode embed : embeds) {
            int color = embed.path("color").asInt(0);
            rules.atMost(embed, "title", 256)
                    .atMost(embed, "description", 4096)
                    .say(color < 0 || color > MOST_COLOR, "'color' is no color");
            all += embed.path("title").asString("").length()
                    + embed.path("description").asString("").length();
        }
        rules.say(all > MOST_IN_ALL, "the embeds are longer than 6000 together");
        return rules.broken()
                ? Judgements.refused(body, 400, rules.text(), answer(50035, "Invalid Form Body: " + rules.text()))
                : Judgements.taken(body, 204, StringNode.valueOf(""));
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return status == 429
                ? Judgements.json()
                        .put("message", "You are being rate limited.")
                        .put("retry_after", 0.5)
                        .put("global", false)
                : answer(0, "status " + status);
    }

    private static ObjectNode answer(int code, String message) {
        return Judgements.json().put("code", code).put("message", message);
    }
}
