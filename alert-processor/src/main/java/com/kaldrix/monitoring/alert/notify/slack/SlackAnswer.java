package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Slack's answer means. The Web API says {@code "ok": false} with status 200; a webhook says {@code ok} or a word for
 * what is wrong.
 *
 * @param outcome how the call ended
 * @param error Slack's word for what is wrong; empty when nothing is, or when Slack did not say
 * @param channel where the message is; empty for a webhook
 * @param ts which one it is; empty for a webhook
 */
record SlackAnswer(Outcome outcome, String error, String channel, String ts) {
    private static final Set<String> BUSY = Set.of("ratelimited", "rate_limited", "message_limit_exceeded");
    private static final Set<String> DOWN =
            Set.of("service_unavailable", "request_timeout", "team_added_to_org", "update_failed", "rollup_error");
    /** Slack's own words on these two: some part may have been done before the error. */
    private static final Set<String> UNSURE = Set.of("fatal_error", "internal_error");

    private static final Set<String> GONE = Set.of(
            "message_not_found",
            "cant_update_message",
            "edit_window_closed",
            "thread_not_found",
            "cannot_reply_to_message",
            "channel_not_found",
            "invalid_thread_ts");
    private static final Set<String> UNLOVED = Set.of(
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_attachments",
            "too_many_attachments",
            "attachment_payload_limit_exceeded",
            "msg_blocks_too_long",
            "msg_too_long",
            "invalid_payload");

    private static final String WHO = "Slack";
    private static final String WORD = "[a-z][a-z_]{2,60}";

    static SlackAnswer ofWebApi(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Silence silence -> without(silence.outcome(), "");
            case HttpReply.Answer answer -> {
                JsonNode body = parse(answer.body());
                String error = body.path("error").asString("");
                if (!answer.success()) {
                    yield without(answer.outcome(WHO, error.isEmpty() ? answer.excerpt() : error), error);
                }
                if (body.path("ok").asBoolean(false)) {
                    yield new SlackAnswer(
                            Outcome.Delivered.PLAIN,
                            "",
                            body.path("channel").asString(""),
                            body.path("ts").asString(""));
                }
                yield error.isEmpty()
                        ? without(new Outcome.Unknown("Slack's answer cannot be read: " + answer.excerpt()), "")
                        : without(meaning(error, answer), error);
            }
        };
    }

    static SlackAnswer ofWebhook(HttpReply reply) {
        return switch (reply) {
            case HttpReply.Silence silence -> without(silence.outcome(), "");
            case HttpReply.Answer answer -> {
                String said = answer.body().strip();
                JsonNode body = parse(said);
                String error = said.matches(WORD) ? said : body.path("error").asString("");
                if (!answer.success()) {
                    yield without(answer.outcome(WHO), error);
                }
                boolean ok = said.isEmpty()
                        || said.equalsIgnoreCase("ok")
                        || body.path("ok").asBoolean(false)
                        || body.path("success").asBoolean(false);
                if (ok) {
                    yield without(Outcome.Delivered.PLAIN, "");
                }
                yield error.isEmpty()
                        ? without(new Outcome.Rejected("not Slack's answer to a webhook: " + answer.excerpt()), "")
                        : without(meaning(error, answer), error);
            }
        };
    }

    private static Outcome meaning(String error, HttpReply.Answer answer) {
        String reason = "Slack answered: " + error;
        if (BUSY.contains(error)) {
            return new Outcome.RetryAfter(answer.patience(), reason);
        }
        if (DOWN.contains(error)) {
            return new Outcome.Unavailable(reason);
        }
        return UNSURE.contains(error) ? new Outcome.Unknown(reason) : new Outcome.Rejected(reason);
    }

    private static SlackAnswer without(Outcome outcome, String error) {
        return new SlackAnswer(outcome, error, "", "");
    }

    private static JsonNode parse(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            return JsonMapper.shared().missingNode();
        }
    }

    boolean delivered() {
        return outcome instanceof Outcome.Delivered;
    }

    /** Whether the message that was to be changed or answered is not there any more, so that a new one is due. */
    boolean gone() {
        return GONE.contains(error);
    }

    /** Whether Slack minds how the message is built, so that plain words have a chance. */
    boolean unloved() {
        return UNLOVED.contains(error);
    }
}
