package com.kaldrix.monitoring.local.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of receipts, counts and behaviours, the same on the wire and in the journal files. */
final class SinkJson {
    static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> BEHAVIOUR_FIELDS =
            Set.of("status", "delayMillis", "retryAfter", "reset", "acceptThenReset", "times", "path");

    private SinkJson() {}

    static ObjectNode receipt(Receipt receipt) {
        Arrival arrival = receipt.arrival();
        ObjectNode json = NODES.objectNode()
                .put("sequence", receipt.sequence())
                .put("time", receipt.time().toString())
                .put("sink", arrival.sink().label())
                .put("path", arrival.path())
                .put("key", arrival.key())
                .put("duplicate", receipt.duplicate());
        json.set("verdict", verdict(receipt.verdict()));
        ObjectNode headers = json.putObject("headers");
        arrival.headers().forEach(headers::put);
        json.set("body", arrival.body());
        json.set("reply", arrival.reply());
        return json;
    }

    static Receipt receipt(JsonNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asString()));
        JsonNode key = json.path("key");
        Arrival arrival = new Arrival(
                SinkName.of(json.path("sink").asString()).orElseThrow(),
                json.path("path").asString(),
                key.isString() ? key.asString() : null,
                headers,
                json.path("body"),
                json.path("reply"));
        return new Receipt(
                json.path("sequence").asLong(),
                Instant.parse(json.path("time").asString()),
                arrival,
                verdict(json.path("verdict")),
                json.path("duplicate").asBoolean());
    }

    private static ObjectNode verdict(Verdict verdict) {
        ObjectNode json = NODES.objectNode();
        return switch (verdict) {
            case Verdict.Accepted accepted -> json.put("kind", "accepted").put("answered", accepted.answered());
            case Verdict.Rejected rejected ->
                json.put("kind", "rejected").put("status", rejected.status()).put("reason", rejected.reason());
            case Verdict.Misbehaved misbehaved -> json.put("kind", "misbehaved").put("how", misbehaved.kind());
        };
    }

    private static Verdict verdict(JsonNode json) {
        return switch (json.path("kind").asString()) {
            case "accepted" -> new Verdict.Accepted(json.path("answered").asBoolean());
            case "rejected" ->
                new Verdict.Rejected(
                        json.path("status").asInt(), json.path("reason").asString());
            case "misbehaved" -> new Verdict.Misbehaved(json.path("how").asString());
            default -> throw new IllegalArgumentException("no verdict of that kind: " + json);
        };
    }

    static ObjectNode counts(Counts counts) {
        return NODES.objectNode()
                .put("received", counts.received())
                .put("accepted", counts.accepted())
                .put("duplicates", counts.duplicates())
                .put("rejected", counts.rejected())
                .put("misbehaved", counts.misbehaved());
    }

    static Counts counts(JsonNode json) {
        return new Counts(
                json.path("received").asLong(),
                json.path("accepted").asLong(),
                json.path("duplicates").asLong(),
                json.path("rejected").asLong(),
                json.path("misbehaved").asLong());
    }

    static ObjectNode behaviour(Behaviour behaviour) {
        ObjectNode json = NODES.objectNode();
        if (behaviour.status() != null) {
            json.put("status", behaviour.status());
        }
        if (!behaviour.delay().isZero()) {
            json.put("delayMillis", behaviour.delay().toMillis());
        }
        if (behaviour.retryAfter() != null) {
            json.put("retryAfter", behaviour.retryAfter());
        }
        switch (behaviour.drop()) {
            case NONE -> {}
            case RESET -> json.put("reset", true);
            case ACCEPT_THEN_RESET -> json.put("acceptThenReset", true);
        }
        if (behaviour.times() != null) {
            json.put("times", behaviour.times());
        }
        if (behaviour.path() != null) {
            json.put("path", behaviour.path());
        }
        return json;
    }

    /**
     * Reads a behaviour.
     *
     * @throws IllegalArgumentException naming every field that is unknown or of the wrong type
     */
    static Behaviour behaviour(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("a behaviour is a JSON object");
        }
        List<String> wrong = new ArrayList<>();
        json.propertyNames().stream()
                .filter(name -> !BEHAVIOUR_FIELDS.contains(name))
                .forEach(name -> wrong.add("there is no field " + name));
        Integer status = integer(json, "status", wrong);
        Integer delay = integer(json, "delayMillis", wrong);
        Integer times = integer(json, "times", wrong);
        String retryAfter = text(json, "retryAfter", wrong);
        String path = text(json, "path", wrong);
        boolean reset = flag(json, "reset", wrong);
        boolean acceptThenReset = flag(json, "acceptThenReset", wrong);
        if (reset && acceptThenReset) {
            wrong.add("reset and acceptThenReset exclude each other");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        Behaviour.Drop drop =
                reset ? Behaviour.Drop.RESET : acceptThenReset ? Behaviour.Drop.ACCEPT_THEN_RESET : Behaviour.Drop.NONE;
        return new Behaviour(status, Duration.ofMillis(delay == null ? 0 : delay), retryAfter, drop, times, path);
    }

    private static @Nullable Integer integer(JsonNode json, String field, List<String> wrong) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt()) {
            wrong.add(field + " must be a whole number");
            return null;
        }
        return value.asInt();
    }

    private static @Nullable String text(JsonNode json, String field, List<String> wrong) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString() && !value.isInt()) {
            wrong.add(field + " must be a string");
            return null;
        }
        return value.asString();
    }

    private static boolean flag(JsonNode json, String field, List<String> wrong) {
        JsonNode value = json.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            wrong.add(field + " must be true or false");
        }
        return value.isBoolean() && value.asBoolean();
    }
}
