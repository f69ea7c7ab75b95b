package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.Channel;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a Slack channel. Slack notifies nobody of an edit, so an edit is only made where nobody needs to be called:
 *
 * <ul>
 *   <li>opened, tried out, a notice, or through an incoming webhook: a new message;
 *   <li>changed or resolved: the incident's message is edited; when the change is for the worse (a worse severity, more
 *       firing alerts than were announced) an answer in its thread calls the channel as well;
 *   <li>acknowledged: the message is edited, and an answer in its thread, seen there alone, says who;
 *   <li>repeated or escalated: an answer in its thread, which is shown in the channel too.
 * </ul>
 *
 * A message that cannot be edited or answered any more is posted anew. Blocks that Slack refuses are left out, and the
 * words go alone.
 */
final class SlackChannel implements Channel<SlackIntegration> {
    private static final String POST = "/chat.postMessage";
    private static final String UPDATE = "/chat.update";

    private final HttpPoster poster;
    private final boolean buttons;

    /** @param buttons whether somebody listens when one is pressed */
    SlackChannel(HttpPoster poster, boolean buttons) {
        this.poster = poster;
        this.buttons = buttons;
    }

    @Override
    public Class<SlackIntegration> serves() {
        return SlackIntegration.class;
    }

    @Override
    public Outcome send(SlackIntegration integration, Notification notification, String earlier) {
        SlackMessage message = new SlackMessage(notification, integration.look(), buttons && integration.canUpdate());
        Deadline deadline = Deadline.ofAttempt();
        return integration.canUpdate()
                ? new ByWebApi(integration, notification, message, deadline).send(SlackReference.parse(earlier))
                : byWebhook(integration, message, deadline);
    }

    private Outcome byWebhook(SlackIntegration integration, SlackMessage message, Deadline deadline) {
        return orPlain(
                        message,
                        content -> {
                            message.signed(content);
                            if (!integration.channelName().isEmpty()) {
                                content.put("channel", integration.channelName());
                            }
                            return content;
                        },
                        content -> SlackAnswer.ofWebhook(poster.post(
                                new HttpCall(
                                        integration.apiUrl(),
                                        integration.authorizationOrNull(),
                                        Map.of(),
                                        content.toString(),
                                        List.of()),
                                deadline)))
                .outcome();
    }

    private interface Call {
        SlackAnswer make(ObjectNode content);
    }

    private static SlackAnswer orPlain(SlackMessage message, UnaryOperator<ObjectNode> address, Call call) {
        SlackAnswer answer = call.make(address.apply(message.full()));
        return answer.unloved() ? call.make(address.apply(message.plain())) : answer;
    }

    private final class ByWebApi {
        private final SlackIntegration integration;
        private final Notification notification;
        private final SlackMessage message;
        private final Deadline deadline;

        ByWebApi(SlackIntegration integration, Notification notification, SlackMessage message, Deadline deadline) {
            this.integration = integration;
            this.notification = notification;
            this.message = message;
            this.deadline = deadline;
        }

        Outcome send(Optional<SlackReference> earlier) {
            return switch (notification.kind()) {
                case OPENED, OPENED_AND_RESOLVED, TEST, NOTICE -> post();
                case CHANGED, RESOLVED -> earlier.map(this::update).orElseGet(this::post);
                case ACKNOWLEDGED -> earlier.map(this::take).orElseGet(this::post);
                case REPEATED, ESCALATED -> earlier.map(this::call).orElseGet(this::post);
            };
        }

        private Outcome post() {
            SlackAnswer answer = orPlain(
                    message,
                    content -> message.signed(content).put("channel", integration.channelName()),
                    content -> make(POST, content));
            return answer.delivered()
                    ? new Outcome.Delivered(SlackReference.of(answer.channel(), answer.ts(), notification)
                            .toString())
                    : answer.outcome();
        }

        /** The edit comes first: should the call after it fail, all can be done again without doubling anything. */
        private Outcome update(SlackReference earlier) {
            SlackAnswer answer = orPlain(
                    message,
                    content -> content.put("channel", earlier.channel()).put("ts", earlier.ts()),
                    content -> make(UPDATE, content));
            if (answer.gone()) {
                return post();
            }
            if (!answer.delivered()) {
                return answer.outcome();
            }
            return earlier.isOutgrownBy(notification) ? call(earlier) : new Outcome.Delivered(earlier.toString());
        }

        /** The message says so, and its thread when; nobody is called. */
        private Outcome take(SlackReference earlier) {
            Outcome updated = update(earlier);
            if (updated instanceof Outcome.Delivered delivered
                    && delivered.reference().equals(earlier.toString())) {
                answer(earlier, message.words(), false);
            }
            return updated;
        }

        private Outcome call(SlackReference earlier) {
            SlackAnswer answer =
                    orPlain(message, content -> inThread(content, earlier, true), content -> make(POST, content));
            if (answer.gone()) {
                return post();
            }
            return answer.delivered()
                    ? new Outcome.Delivered(earlier.told(notification).toString())
                    : answer.outcome();
        }

        /** What the thread loses by a failure the message says: it is not tried again. */
        private void answer(SlackReference earlier, ObjectNode words, boolean broadcast) {
            var unused = make(POST, inThread(words, earlier, broadcast));
        }

        private ObjectNode inThread(ObjectNode content, SlackReference earlier, boolean broadcast) {
            return message.signed(content)
                    .put("channel", earlier.channel())
                    .put("thread_ts", earlier.ts())
                    .put("reply_broadcast", broadcast);
        }

        private SlackAnswer make(String method, ObjectNode content) {
            String post = integration.apiUrl().value();
            Secret url = new Secret(post.substring(0, post.length() - POST.length()) + method);
            HttpCall call =
                    new HttpCall(url, integration.authorizationOrNull(), Map.of(), content.toString(), List.of());
            return SlackAnswer.ofWebApi(poster.post(call, deadline));
        }
    }
}
