package com.kaldrix.monitoring.local.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What came to the sinks, how they misbehave, and the page for people. */
final class SinkControl {
    private static final int MAX_LIMIT = 10_000;
    private static final String MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final Map<SinkName, Channel> channels;
    private final PagerDutyIncidents incidents;
    private final String page;
    private final SecureRandom random = new SecureRandom();

    SinkControl(Map<SinkName, Channel> channels, PagerDutyIncidents incidents) {
        this.channels = channels;
        this.incidents = incidents;
        this.page = resource("sinks.html");
    }

    void answer(Request request, Response response, Callback callback, byte[] body) {
        String path = Request.getPathInContext(request);
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        if (path.equals("/")) {
            if (allowed(method, response, callback, "GET")) {
                page(response, callback);
            }
        } else if (path.equals("/healthz")) {
            SinkServer.send(
                    response, callback, 200, SinkJson.MAPPER.createObjectNode().put("status", "UP"));
        } else if (path.equals("/sinks") || path.startsWith("/sinks/")) {
            String[] parts = path.split("/", 5);
            try {
                sinks(new Call(method, parts, request, body), response, callback);
            } catch (IllegalArgumentException bad) {
                SinkServer.send(response, callback, 400, problem(400, String.valueOf(bad.getMessage())));
            }
        } else {
            SinkServer.send(response, callback, 404, problem(404, "There is nothing at " + path));
        }
    }

    /** A request under {@code /sinks}: parts are "", "sinks", name, what, rest. */
    private record Call(String method, String[] parts, Request request, byte[] body) {
        String part(int index) {
            return parts.length > index ? parts[index] : "";
        }
    }

    private void sinks(Call call, Response response, Callback callback) {
        if (call.part(2).isEmpty()) {
            if (allowed(call.method(), response, callback, "GET")) {
                SinkServer.send(response, callback, 200, overview());
            }
            return;
        }
        Optional<SinkName> name = SinkName.of(call.part(2));
        Channel channel = name.map(channels::get).orElse(null);
        if (channel == null) {
            SinkServer.send(response, callback, 404, problem(404, "There is no sink " + call.part(2)));
            return;
        }
        String what = call.part(3);
        if (what.isEmpty()) {
            receipts(channel, call, response, callback);
        } else if (what.equals("behaviour") && call.parts().length == 4) {
            behaviour(channel, call, response, callback);
        } else if (what.equals("incidents") && channel.name() == SinkName.PAGERDUTY && call.parts().length == 4) {
            if (allowed(call.method(), response, callback, "GET")) {
                SinkServer.send(response, callback, 200, incidentsJson());
            }
        } else if (what.equals("html") && channel.name() == SinkName.SMTP) {
            if (allowed(call.method(), response, callback, "GET")) {
                mailHtml(channel, number(call.part(4), "sequence", 0, Long.MAX_VALUE), response, callback);
            }
        } else {
            SinkServer.send(response, callback, 404, problem(404, "There is nothing of that name at this sink"));
        }
    }

    private void receipts(Channel channel, Call call, Response response, Callback callback) {
        if (!allowed(call.method(), response, callback, "GET", "DELETE")) {
            return;
        }
        if (call.method().equals("DELETE")) {
            channel.journal().clear();
            SinkServer.send(response, callback, 204, "text/plain", "");
            return;
        }
        Fields query = Request.extractQueryParameters(call.request());
        long after = parameter(query, "after", 0, Long.MAX_VALUE, 0);
        int limit = (int) parameter(query, "limit", 1, MAX_LIMIT, 1000);
        String last = query.getValue("last");
        List<Receipt> found = last == null
                ? channel.journal().after(after, limit)
                : channel.journal().last((int) number(last, "last", 1, MAX_LIMIT));
        ObjectNode answer =
                SinkJson.MAPPER.createObjectNode().put("sink", channel.name().label());
        answer.set("counts", SinkJson.counts(channel.journal().counts()));
        answer.put("next", found.isEmpty() ? after : found.getLast().sequence());
        var list = answer.putArray("receipts");
        found.forEach(receipt -> list.add(SinkJson.receipt(receipt)));
        SinkServer.send(response, callback, 200, answer);
    }

    private void behaviour(Channel channel, Call call, Response response, Callback callback) {
        if (!allowed(call.method(), response, callback, "GET", "PUT", "DELETE")) {
            return;
        }
        switch (call.method()) {
            case "PUT" -> {
                Behaviour behaviour;
                try {
                    behaviour = SinkJson.behaviour(
                            SinkJson.MAPPER.readTree(new String(call.body(), StandardCharsets.UTF_8)));
                } catch (JacksonException notJson) {
                    throw new IllegalArgumentException("the body is not JSON", notJson);
                }
                channel.behaviours().arm(behaviour);
                SinkServer.send(response, callback, 200, SinkJson.behaviour(behaviour));
            }
            case "DELETE" -> {
                channel.behaviours().disarm();
                SinkServer.send(response, callback, 204, "text/plain", "");
            }
            default -> {
                ObjectNode answer = SinkJson.MAPPER.createObjectNode();
                var list = answer.putArray("behaviours");
                channel.behaviours().inForce().forEach(one -> list.add(SinkJson.behaviour(one)));
                SinkServer.send(response, callback, 200, answer);
            }
        }
    }

    private ObjectNode overview() {
        ObjectNode answer = SinkJson.MAPPER.createObjectNode();
        var list = answer.putArray("sinks");
        for (SinkName name : SinkName.values()) {
            Channel channel = Objects.requireNonNull(channels.get(name));
            ObjectNode one = list.addObject().put("name", name.label());
            one.set("counts", SinkJson.counts(channel.journal().counts()));
            var behaviours = one.putArray("behaviours");
            channel.behaviours().inForce().forEach(behaviour -> behaviours.add(SinkJson.behaviour(behaviour)));
        }
        return answer;
    }

    private ObjectNode incidentsJson() {
        ObjectNode answer = SinkJson.MAPPER.createObjectNode();
        var list = answer.putArray("incidents");
        for (PagerDutyIncident incident : incidents.all()) {
            list.addObject()
                    .put("number", incident.number())
                    .put("routing_key", incident.id().routingKey())
                    .put("dedup_key", incident.id().dedupKey())
                    .put("status", incident.state().name().toLowerCase(Locale.ROOT))
                    .put("summary", incident.headline().summary())
                    .put("severity", incident.headline().severity())
                    .put("source", incident.headline().source())
                    .put("opened_at", incident.openedAt().toString())
                    .put("changed_at", incident.changedAt().toString())
                    .put("triggers", incident.triggers());
        }
        return answer;
    }

    private void page(Response response, Callback callback) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        response.getHeaders()
                .put(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'nonce-%s'; style-src 'nonce-%s'; connect-src 'self';"
                                        .formatted(nonce, nonce)
                                + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        SinkServer.send(response, callback, 200, "text/html;charset=utf-8", page.replace("{{nonce}}", nonce));
    }

    /** The HTML part of a mail as it came, shut in so that nothing in it can run or call out. */
    private static void mailHtml(Channel channel, long sequence, Response response, Callback callback) {
        Optional<String> html = channel.journal().after(sequence - 1, 1).stream()
                .filter(receipt -> receipt.sequence() == sequence)
                .map(receipt -> receipt.body().path("html"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .findFirst();
        if (html.isEmpty()) {
            SinkServer.send(response, callback, 404, problem(404, "That mail has no HTML part"));
            return;
        }
        response.getHeaders().put("Content-Security-Policy", MAIL_POLICY);
        SinkServer.send(response, callback, 200, "text/html;charset=utf-8", html.get());
    }

    static ObjectNode problem(int status, String detail) {
        return SinkJson.MAPPER.createObjectNode().put("status", status).put("detail", detail);
    }

    private static boolean allowed(String method, Response response, Callback callback, String... methods) {
        if (List.of(methods).contains(method)) {
            return true;
        }
        response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods));
        SinkServer.send(response, callback, 405, problem(405, method + " is not taken here"));
        return false;
    }

    private static long parameter(Fields query, String name, long least, long most, long otherwise) {
        @Nullable String value = query.getValue(name);
        return value == null ? otherwise : number(value, name, least, most);
    }

    private static long number(String value, String name, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(name + " must be a number", notOne);
        }
        throw new IllegalArgumentException(name + " must be between " + least + " and " + most);
    }

    private static String resource(String name) {
        try (InputStream in = SinkControl.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the page " + name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
