package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.sink.Annex.Answer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Faults by REST. {@code GET /fleet} lists nodes and faults. {@code POST /fleet/faults} plans one:
 *
 * <pre>{@code {"fault": "validator-loss", "target": "us-west-2", "in": "PT10S", "for": "PT2M"}}</pre>
 *
 * {@code target} is a node, a region or {@code *}, which is the default; without {@code in} the fault begins at once, and
 * without {@code for} it stays. {@code DELETE /fleet/faults/NUMBER} takes one away, {@code DELETE /fleet/faults} all.
 */
final class FaultDesk {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of("fault", "target", "in", "for");
    private static final String FAULTS = "/faults";
    private static final Duration LONGEST = Duration.ofDays(365);

    private final List<NodeSpec> nodes;
    private final Faults faults;
    private final Clock clock;

    FaultDesk(List<NodeSpec> nodes, Faults faults, Clock clock) {
        this.nodes = List.copyOf(nodes);
        this.faults = faults;
        this.clock = clock;
    }

    Answer answer(String method, String path, String body) {
        if (path.isEmpty() || path.equals("/")) {
            return method.equals("GET") ? Answer.json(200, overview().toString()) : notTaken(method);
        }
        if (path.equals(FAULTS)) {
            return switch (method) {
                case "GET" -> Answer.json(200, overview().path("faults").toString());
                case "POST" -> plan(body);
                case "DELETE" -> {
                    faults.clear();
                    yield new Answer(204, "text/plain", "", false);
                }
                default -> notTaken(method);
            };
        }
        if (path.startsWith(FAULTS + "/")) {
            return method.equals("DELETE") ? remove(path.substring(FAULTS.length() + 1)) : notTaken(method);
        }
        return problem(404, "There is nothing at /fleet" + path);
    }

    private Answer plan(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException malformed) {
            return problem(400, "The body is no JSON.");
        }
        if (!json.isObject()) {
            return problem(400, "A fault is a JSON object.");
        }
        List<String> wrong = new ArrayList<>();
        json.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> wrong.add("there is no field " + name));
        FaultKind kind = FaultKind.named(json.path("fault").asString("")).orElse(null);
        if (kind == null) {
            wrong.add("fault must be one of "
                    + Arrays.stream(FaultKind.values()).map(FaultKind::label).collect(Collectors.joining(", ")));
        }
        String target = json.path("target").asString(Fault.EVERYWHERE);
        if (targets().noneMatch(target::equals)) {
            wrong.add("target must be a node, a region or *, not " + target);
        }
        Duration in = duration(json, "in", Duration.ZERO, Duration.ZERO, wrong);
        Duration length = duration(json, "for", LONGEST, Duration.ofMillis(1), wrong);
        if (kind == null || !wrong.isEmpty()) {
            return problem(400, String.join("; ", wrong));
        }
        Instant from = clock.instant().plus(in);
        Fault fault = new Fault(kind, target, from, json.has("for") ? from.plus(length) : Instant.MAX);
        try {
            return Answer.json(201, json(faults.add(fault), fault).toString());
        } catch (IllegalArgumentException tooMany) {
            return problem(409, String.valueOf(tooMany.getMessage()));
        }
    }

    private Stream<String> targets() {
        return Stream.concat(
                Stream.of(Fault.EVERYWHERE), nodes.stream().flatMap(node -> Stream.of(node.name(), node.region())));
    }

    private static Duration duration(
            JsonNode json, String field, Duration otherwise, Duration least, List<String> wrong) {
        if (!json.has(field)) {
            return otherwise;
        }
        try {
            Duration duration = Duration.parse(json.path(field).asString(""));
            if (duration.compareTo(least) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException malformed) {
            wrong.add(field + " must be a duration such as PT30S");
            return otherwise;
        }
        wrong.add(field + " must be at most a year and not below " + least);
        return otherwise;
    }

    private Answer remove(String number) {
        try {
            return faults.remove(Long.parseLong(number))
                    ? new Answer(204, "text/plain", "", false)
                    : problem(404, "There is no fault " + number);
        } catch (NumberFormatException notOne) {
            return problem(400, "A fault has a number, not " + number);
        }
    }

    private ObjectNode overview() {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode list = json.putArray("nodes");
        for (NodeSpec node : nodes) {
            list.addObject()
                    .put("name", node.name())
                    .put("region", node.region())
                    .put("delivery", node.delivery().name().toLowerCase(java.util.Locale.ROOT))
                    .put("share", node.share());
        }
        ArrayNode planned = json.putArray("faults");
        faults.all().forEach((number, fault) -> planned.add(json(number, fault)));
        return json;
    }

    private static ObjectNode json(long number, Fault fault) {
        ObjectNode json = JSON.createObjectNode()
                .put("number", number)
                .put("fault", fault.kind().label())
                .put("target", fault.target())
                .put("from", fault.from().toString());
        return fault.until().equals(Instant.MAX)
                ? json
                : json.put("until", fault.until().toString());
    }

    private static Answer notTaken(String method) {
        return problem(405, method + " is not taken here");
    }

    static Answer problem(int status, String detail) {
        return Answer.json(
                status,
                JSON.createObjectNode()
                        .put("status", status)
                        .put("detail", detail)
                        .toString());
    }
}
