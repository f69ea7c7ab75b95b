package com.kaldrix.monitoring.local.sink;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pushover's messages, as a form (pushover.net/api). */
final class PushoverVendor implements Vendor {
    @Override
    public Judgement judge(Incoming incoming) {
        ObjectNode form = form(incoming);
        String token = form.path("token").asString("");
        String user = form.path("user").asString("");
        form.remove("token");
        form.remove("user");
        boolean emergency = form.path("priority").asString("").equals("2");
        VendorRules rules = new VendorRules()
                .say(!incoming.path().equals("/1/messages.json"), "no such path")
                .say(token.isBlank() || token.contains("wrong"), "application token is invalid")
                .say(user.isBlank(), "user identifier is not a valid user")
                .needs(form, "message", 1024)
                .atMost(form, "title", 250)
                .atMost(form, "url", 512)
                .atMost(form, "url_title", 100)
                .say(!form.path("priority").asString("0").matches("-[12]|[012]"), "priority is invalid")
                .say(emergency && seconds(form, "retry") < 30, "retry must be at least 30 seconds")
                .say(
                        emergency && (seconds(form, "expire") < 1 || seconds(form, "expire") > 10_800),
                        "expire is invalid")
                .say(emergency && form.has("ttl"), "ttl goes with no emergency");
        if (rules.broken()) {
            ObjectNode answer = answer(0);
            answer.putArray("errors").add(rules.text());
            return Judgements.refused(form, 400, rules.text(), answer);
        }
        return Judgements.taken(form, 200, answer(1));
    }

    private static long seconds(JsonNode form, String field) {
        String text = form.path(field).asString("");
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : -1;
    }

    private static ObjectNode form(Incoming incoming) {
        ObjectNode form = Judgements.json();
        for (String field : incoming.text().split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return answer(0);
    }

    private static ObjectNode answer(int status) {
        return Judgements.json()
                .put("status", status)
                .put("request", UUID.randomUUID().toString());
    }
}
