package com.kaldrix.monitoring.local.sink;

import com.kaldrix.monitoring.local.sink.SlackRules.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Slack's incoming webhooks, which answer in plain text, and the two methods of its Web API that post and change. */
final class SlackVendor implements Vendor, Effect {
    private static final String WEBHOOK = "/services/";
    private static final String POST = "/api/chat.postMessage";
    private static final String UPDATE = "/api/chat.update";
    private static final String USER = "/api/users.info?user=";

    private final Clock clock;
    private final SeenKeys keys = new SeenKeys();
    private final Set<String> posted = ConcurrentHashMap.newKeySet();
    private final Map<String, String> members = new ConcurrentHashMap<>();
    private final AtomicLong lastMicros = new AtomicLong();

    SlackVendor(Clock clock) {
        this.clock = clock;
    }

    /** Makes somebody a member of the workspace, with an address that is confirmed. */
    void member(String id, String email) {
        members.put(id, email);
    }

    @Override
    public boolean asks(Incoming incoming) {
        return incoming.path().startsWith(USER);
    }

    private Judgement user(Incoming incoming) {
        String authorization = incoming.header("authorization");
        if (authorization == null || !authorization.matches("Bearer \\S+")) {
            return refused(StringNode.valueOf(""), "not_authed", 200, failure("not_authed"));
        }
        String id = incoming.path().substring(USER.length());
        String email = members.get(id);
        if (email == null) {
            return refused(StringNode.valueOf(""), "user_not_found", 200, failure("user_not_found"));
        }
        ObjectNode answer = SinkJson.MAPPER.createObjectNode().put("ok", true);
        ObjectNode user =
                answer.putObject("user").put("id", id).put("deleted", false).put("is_bot", false);
        user.put("is_email_confirmed", true).putObject("profile").put("email", email);
        return new Judgement(StringNode.valueOf(""), null, new Reply(200, answer));
    }

    @Override
    public Judgement judge(Incoming incoming) {
        String path = incoming.path();
        if (asks(incoming)) {
            return user(incoming);
        }
        if (path.startsWith(WEBHOOK) && path.length() > WEBHOOK.length()) {
            return webhook(incoming);
        }
        if (path.equals(POST) || path.equals(UPDATE)) {
            return webApi(incoming, path.equals(UPDATE));
        }
        return path.startsWith("/api/")
                ? refused(incoming.json(), "unknown_method", 200, failure("unknown_method"))
                : refused(incoming.json(), "no_service", 404, StringNode.valueOf("no_service"));
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        boolean api = incoming.path().startsWith("/api/");
        if (status == 429) {
            return api ? failure("ratelimited") : StringNode.valueOf("rate_limited");
        }
        return api ? failure("internal_error") : StringNode.valueOf("rollup_error");
    }

    @Override
    public boolean apply(Arrival arrival, Instant time) {
        JsonNode timestamp = arrival.reply().path("ts");
        if (timestamp.isString()) {
            posted.add(place(arrival.reply().path("channel").asString(""), timestamp.asString()));
        }
        return keys.apply(arrival, time);
    }

    @Override
    public void clear() {
        posted.clear();
        members.clear();
        keys.clear();
    }

    private static Judgement webhook(Incoming incoming) {
        JsonNode body = message(incoming);
        Optional<Refusal> refusal = SlackRules.refuse(body);
        return refusal.isEmpty()
                ? new Judgement(body, null, Reply.text(200, "ok"))
                : refused(
                        body,
                        refusal.get(),
                        400,
                        StringNode.valueOf(refusal.get().error()));
    }

    /** The JSON of the body, or of the form field {@code payload}, which Slack takes as well. */
    private static JsonNode message(Incoming incoming) {
        String type = incoming.header("content-type");
        String text = incoming.text();
        if (type != null
                && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
                && text.startsWith("payload=")) {
            try {
                return Incoming.parse(URLDecoder.decode(text.substring("payload=".length()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notEncoded) {
                return StringNode.valueOf(text);
            }
        }
        return incoming.json();
    }

    private Judgement webApi(Incoming incoming, boolean update) {
        JsonNode body = incoming.json();
        String authorization = incoming.header("authorization");
        if (authorization == null || !authorization.matches("Bearer \\S+")) {
            return refused(body, "not_authed", 200, failure("not_authed"));
        }
        if (!body.isObject()) {
            String error = body.isString() ? "invalid_json" : "json_not_object";
            return refused(body, error, 200, failure(error));
        }
        String channel = body.path("channel").asString("");
        String timestamp = body.path("ts").asString("");
        if (channel.isBlank() || (update && timestamp.isBlank())) {
            return refused(body, "invalid_arguments", 200, failure("invalid_arguments"));
        }
        Optional<Refusal> refusal = SlackRules.refuse(body);
        if (refusal.isPresent()) {
            ObjectNode answer = failure(refusal.get().error());
            var messages = answer.putObject("response_metadata").putArray("messages");
            refusal.get().messages().forEach(messages::add);
            return refused(body, refusal.get(), 200, answer);
        }
        if (update && !posted.contains(place(channel, timestamp))) {
            return refused(body, "message_not_found", 200, failure("message_not_found"));
        }
        ObjectNode answer = SinkJson.MAPPER
                .createObjectNode()
                .put("ok", true)
                .put("channel", channel)
                .put("ts", update ? timestamp : nextTimestamp());
        if (update) {
            answer.set("text", body.path("text"));
        }
        return new Judgement(body, null, new Reply(200, answer));
    }

    /** Slack's message timestamps: seconds and six digits, never the same twice. */
    private String nextTimestamp() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long micros = lastMicros.updateAndGet(last -> Math.max(last + 1, now));
        return "%d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
    }

    private static String place(String channel, String timestamp) {
        return channel + " " + timestamp;
    }

    private static ObjectNode failure(String error) {
        return SinkJson.MAPPER.createObjectNode().put("ok", false).put("error", error);
    }

    private static Judgement refused(JsonNode body, Refusal refusal, int status, JsonNode reply) {
        return refused(body, refusal.error() + ": " + String.join("; ", refusal.messages()), status, reply);
    }

    private static Judgement refused(JsonNode body, String reason, int status, JsonNode reply) {
        return new Judgement(body, new Verdict.Rejected(status, reason), new Reply(status, reply));
    }
}
