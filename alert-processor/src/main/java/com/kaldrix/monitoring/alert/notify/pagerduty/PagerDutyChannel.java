package com.kaldrix.monitoring.alert.notify.pagerduty;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends events to PagerDuty: a trigger for all that is open, an acknowledge for what somebody has taken, a resolve for what is over, all with the notification's
 * dedup key, so that any of them may be repeated. What fired and was over before it could be told is a trigger and then,
 * where the end is to be told, a resolve.
 */
final class PagerDutyChannel implements Channel<PagerDutyIntegration> {
    private static final String WHO = "PagerDuty";
    private static final int REASON = 300;

    private final HttpPoster poster;

    PagerDutyChannel(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Class<PagerDutyIntegration> serves() {
        return PagerDutyIntegration.class;
    }

    @Override
    public Outcome send(PagerDutyIntegration integration, Notification notification, String earlier) {
        PagerDutyEvent event = new PagerDutyEvent(integration, notification);
        Deadline deadline = Deadline.ofAttempt();
        return switch (notification.kind()) {
            case OPENED, CHANGED, REPEATED, ESCALATED, TEST -> trigger(integration, event, deadline);
            case ACKNOWLEDGED -> outcome(integration, post(integration, event.acknowledge(), deadline));
            case NOTICE -> new Outcome.Rejected("a notice pages nobody");
            case RESOLVED -> outcome(integration, post(integration, event.resolve(), deadline));
            case OPENED_AND_RESOLVED -> {
                Outcome first = trigger(integration, event, deadline);
                yield first instanceof Outcome.Delivered && integration.sendResolved()
                        ? outcome(integration, post(integration, event.resolve(), deadline))
                        : first;
            }
        };
    }

    private Outcome trigger(PagerDutyIntegration integration, PagerDutyEvent event, Deadline deadline) {
        HttpReply reply = post(integration, event.trigger(), deadline);
        boolean refused =
                reply instanceof HttpReply.Answer answer && (answer.status() == 400 || answer.status() == 413);
        return refused
                ? outcome(integration, post(integration, event.bareTrigger(), deadline))
                : outcome(integration, reply);
    }

    private HttpReply post(PagerDutyIntegration integration, String event, Deadline deadline) {
        Secret url = new Secret(integration.url().toString());
        return poster.post(
                new HttpCall(url, integration.http(), Map.of(), event, List.of(integration.routingKey())), deadline);
    }

    private static Outcome outcome(PagerDutyIntegration integration, HttpReply reply) {
        return switch (reply) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer ->
                integration.key().former() && answer.status() == 403
                        // Too many events, in version 1.
                        ? new Outcome.RetryAfter(answer.patience(), WHO + " answered 403: " + reason(answer))
                        : answer.outcome(WHO, reason(answer));
        };
    }

    /** PagerDuty's own list of errors, when it gives one. */
    private static String reason(HttpReply.Answer answer) {
        try {
            JsonNode body = JsonMapper.shared().readTree(answer.body());
            String errors = body.path("errors")
                    .valueStream()
                    .map(error -> error.asString(""))
                    .collect(Collectors.joining("; "));
            String message = errors.isEmpty() ? body.path("message").asString("") : errors;
            return message.isEmpty() ? answer.excerpt() : PlainText.line(message, REASON);
        } catch (JacksonException notJson) {
            return answer.excerpt();
        }
    }
}
