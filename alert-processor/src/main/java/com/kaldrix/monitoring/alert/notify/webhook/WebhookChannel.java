package com.kaldrix.monitoring.alert.notify.webhook;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts to a webhook. Every attempt of a delivery carries the same {@code X-Kaldrix-Delivery}, by which the other side
 * recognises a repetition.
 */
final class WebhookChannel implements Channel<WebhookIntegration> {
    static final String DELIVERY = "X-Kaldrix-Delivery";

    private final HttpPoster poster;
    private final JsonMapper json = JsonMapper.shared();

    WebhookChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<WebhookIntegration> serves() {
        return WebhookIntegration.class;
    }

    @Override
    public Outcome send(WebhookIntegration integration, Notification notification, String earlier) {
        HttpCall call = new HttpCall(
                integration.url(),
                integration.http(),
                Map.of(DELIVERY, notification.delivery().toString()),
                json.writeValueAsString(WebhookMessage.of(notification, integration)),
                List.of());
        return switch (poster.post(call, Deadline.ofAttempt())) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> answer.outcome("The webhook");
        };
    }
}
