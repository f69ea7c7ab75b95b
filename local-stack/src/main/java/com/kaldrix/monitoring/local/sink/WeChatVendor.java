package com.kaldrix.monitoring.local.sink;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** WeChat Work: tokens, and messages of applications (developer.work.weixin.qq.com). What is wrong is said with status 200. */
final class WeChatVendor implements Vendor {
    private static final String TOKEN = "sink-token";

    @Override
    public boolean asks(Incoming incoming) {
        return incoming.path().startsWith("/gettoken?");
    }

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode body = incoming.json();
        if (asks(incoming)) {
            boolean known = incoming.path().matches("/gettoken\\?corpid=[^&]+&corpsecret=[^&]+")
                    && !incoming.path().contains("wrong");
            ObjectNode answer = answer(known ? 0 : 40001, known ? "ok" : "invalid credential");
            return Judgements.taken(
                    body, 200, known ? answer.put("access_token", TOKEN).put("expires_in", 7200) : answer);
        }
        if (!incoming.path().equals("/message/send?access_token=" + TOKEN)) {
            return refused(body, 40014, "invalid access_token");
        }
        String type = body.path("msgtype").asString("");
        String content = body.path(type).path("content").asString("");
        VendorRules rules = new VendorRules()
                .say(!type.equals("text") && !type.equals("markdown"), "invalid message type")
                .say(content.isBlank(), "empty content")
                .say(content.getBytes(StandardCharsets.UTF_8).length > 2048, "content size out of limit")
                .say(body.path("agentid").asString("").isBlank(), "agentid is missing")
                .say(
                        (body.path("touser").asString("")
                                        + body.path("toparty").asString("")
                                        + body.path("totag").asString(""))
                                .isBlank(),
                        "no recipient");
        return rules.broken() ? refused(body, 40058, rules.text()) : Judgements.taken(body, 200, answer(0, "ok"));
    }

    private static Judgement refused(JsonNode body, int code, String message) {
        return Judgements.refused(body, 200, message, answer(code, message));
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return answer(-1, "system busy");
    }

    private static ObjectNode answer(int code, String message) {
        return Judgements.json().put("errcode", code).put("errmsg", message);
    }
}
