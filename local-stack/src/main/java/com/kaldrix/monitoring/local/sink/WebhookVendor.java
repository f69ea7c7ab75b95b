package com.kaldrix.monitoring.local.sink;

import tools.jackson.databind.JsonNode;

/** Anybody's webhook: takes whatever comes and answers in JSON. */
final class WebhookVendor implements Vendor {
    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode reply = SinkJson.MAPPER.createObjectNode().put("ok", true);
        return new Judgement(incoming.json(), null, new Reply(200, reply));
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return SinkJson.MAPPER.createObjectNode().put("ok", false).put("status", status);
    }
}
