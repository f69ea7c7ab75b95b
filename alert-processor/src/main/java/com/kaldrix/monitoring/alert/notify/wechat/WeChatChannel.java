package com.kaldrix.monitoring.alert.notify.wechat;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Letter;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.Said;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.WeChatIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends messages of an application of WeChat Work. Each attempt asks for a token first: WeChat hands out the same one until it
 * ends, so that nothing is kept here that could be wrong.
 */
final class WeChatChannel implements Channel<WeChatIntegration> {
    private static final String WHO = "WeChat";
    /** In bytes. */
    private static final int CONTENT = 2048;

    private static final int REASON = 200;
    private static final Set<Integer> TOO_OFTEN = Set.of(45009, 45033);
    private static final Set<Integer> BUSY = Set.of(-1, 40014, 42001, 41001);

    private final HttpPoster poster;

    WeChatChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<WeChatIntegration> serves() {
        return WeChatIntegration.class;
    }

    @Override
    public Outcome send(WeChatIntegration integration, Notification notification, String earlier) {
        Deadline deadline = Deadline.ofAttempt();
        String base = integration.apiUrl().endsWith("/") ? integration.apiUrl() : integration.apiUrl() + "/";
        Secret ask = new Secret(base + "gettoken?corpid=" + encoded(integration.corpId()) + "&corpsecret="
                + encoded(integration.apiSecret().value()));
        HttpReply reply = poster.post(
                new HttpCall(ask, integration.http(), Map.of(), "", List.of(integration.apiSecret())), deadline);
        return switch (reply) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> {
                JsonNode body = json(answer);
                String token = body.path("access_token").asString("");
                if (!answer.success() || token.isEmpty()) {
                    yield outcome(answer, body);
                }
                Secret url = new Secret(base + "message/send?access_token=" + encoded(token));
                yield post(integration, notification, url, deadline);
            }
        };
    }

    private Outcome post(WeChatIntegration integration, Notification notification, Secret url, Deadline deadline) {
        HttpCall call = new HttpCall(
                url,
                integration.http(),
                Map.of(),
                message(integration, notification).toString(),
                List.of());
        return switch (poster.post(call, deadline)) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> outcome(answer, json(answer));
        };
    }

    /** WeChat says with status 200 what went wrong. */
    private static Outcome outcome(HttpReply.Answer answer, JsonNode body) {
        if (!answer.success()) {
            return answer.outcome(WHO);
        }
        int code = body.path("errcode").asInt(Integer.MIN_VALUE);
        String reason = WHO + " answered "
                + (code == Integer.MIN_VALUE
                        ? answer.excerpt()
                        : "errcode " + code + ": "
                                + PlainText.line(body.path("errmsg").asString(""), REASON));
        if (code == 0) {
            return Outcome.Delivered.PLAIN;
        }
        if (TOO_OFTEN.contains(code)) {
            return new Outcome.RetryAfter(Duration.ofMinutes(1), reason);
        }
        return BUSY.contains(code) ? new Outcome.Unavailable(reason) : new Outcome.Rejected(reason);
    }

    private static ObjectNode message(WeChatIntegration integration, Notification notification) {
        ObjectNode message = JsonMapper.shared().createObjectNode();
        String user = integration.texts().get("to_user");
        String party = integration.texts().get("to_party");
        String tag = integration.texts().get("to_tag");
        boolean nobody = user.isBlank() && party.isBlank() && tag.isBlank();
        message.put("touser", nobody ? "@all" : user);
        message.put("toparty", party);
        message.put("totag", tag);
        message.put("agentid", integration.texts().get("agent_id"));
        message.put("safe", "0");
        String type = integration.markdown() ? "markdown" : "text";
        message.put("msgtype", type);
        String text = Said.text(integration.texts().get("message"), Letter.of(notification), notification, CONTENT);
        message.putObject(type).put("content", Said.bytes(text, CONTENT));
        return message;
    }

    private static JsonNode json(HttpReply.Answer answer) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
