package com.kaldrix.monitoring.local.sink;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Telegram's Bot API, {@code sendMessage} (core.telegram.org/bots/api). */
final class TelegramVendor implements Vendor {
    private static final Set<String> MODES = Set.of("HTML", "Markdown", "MarkdownV2");

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode body = incoming.json();
        if (!incoming.path().matches("/bot\\d+:[A-Za-z0-9_-]+/sendMessage")
                || incoming.path().contains("wrong")) {
            return Judgements.refused(body, 401, "no such bot", answer(401, "Unauthorized"));
        }
        boolean html = body.path("parse_mode").asString("").equals("HTML");
        VendorRules rules = new VendorRules()
                .say(body.path("chat_id").asLong(0) == 0, "chat_id is empty")
                .needs(body, "text", 4096)
                .oneOf(body, "parse_mode", MODES)
                .say(html && !isHtml(body.path("text").asString("")), "can't parse entities");
        return rules.broken()
                ? Judgements.refused(body, 400, rules.text(), answer(400, "Bad Request: " + rules.text()))
                : Judgements.taken(
                        body,
                        200,
                        Judgements.json()
                                .put("ok", true)
                                .set("result", Judgements.json().put("message_id", 1)));
    }

    private static boolean isHtml(String text) {
        String rest = text.replaceAll("&(lt|gt|amp|quot|#\\d+);|</?[a-z]+( [^<>]*)?>", "");
        return rest.indexOf('<') < 0 && rest.indexOf('&') < 0;
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        ObjectNode answer =
                answer(status, status == 429 ? "Too Many Requests: retry after 2" : "Internal Server Error");
        if (status == 429) {
            answer.putObject("parameters").put("retry_after", 2);
        }
        return answer;
    }

    private static ObjectNode answer(int code, String description) {
        return Judgements.json().put("ok", false).put("error_code", code).put("description", description);
    }
}
