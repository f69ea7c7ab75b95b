package com.kaldrix.monitoring.alert.notify.webex;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Markdown;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Said;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.WebexIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Sends messages to a room of Webex (developer.webex.com, "Create a Message"). */
final class WebexChannel implements Channel<WebexIntegration> {
    /** In bytes. */
    private static final int MARKDOWN = 7439;

    private final HttpPoster poster;

    WebexChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<WebexIntegration> serves() {
        return WebexIntegration.class;
    }

    @Override
    public Outcome send(WebexIntegration integration, Notification notification, String earlier) {
        String text = Said.text(integration.message(), Markdown.letter(notification), notification, MARKDOWN);
        String body = JsonMapper.shared()
                .createObjectNode()
                .put("roomId", integration.roomId())
                .put("markdown", Said.bytes(text, MARKDOWN))
                .toString();
        HttpCall call = new HttpCall(new Secret(integration.apiUrl()), integration.http(), Map.of(), body, List.of());
        return switch (poster.post(call, Deadline.ofAttempt())) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> answer.outcome("Webex");
        };
    }
}
