package com.kaldrix.monitoring.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grafana's HTTP API as far as backups need it, with the rules that the real one has: who may ask, what is needed, what files of the installation make
 * cannot be changed, passwords are never told. Source: https://grafana.com/docs/grafana/latest/developers/http_api/.
 */
final class GrafanaStandIn implements AutoCloseable {
    static final String TOKEN = "glsa_of-a-service-account";
    static final String ADMIN = "admin:of-its-start";
    private static final String ADMIN_ENCODED =
            Base64.getEncoder().encodeToString(ADMIN.getBytes(StandardCharsets.UTF_8));
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What it holds, by kind and then by name or uid; "file" under {@code provenance} for what the installation makes. */
    final Map<String, Map<String, ObjectNode>> held = new LinkedHashMap<>();

    /** What was changed: method and path. */
    final List<String> changes = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    GrafanaStandIn() throws IOException {
        for (String kind : List.of(
                "folders",
                "datasources",
                "dashboards",
                "alert-rules",
                "contact-points",
                "policies",
                "templates",
                "mute-timings")) {
            held.put(kind, new LinkedHashMap<>());
        }
        put("policies", "policies", """
                {"receiver": "alert-processor", "provenance": "file"}""");
        put("contact-points", "alert-processor", """
                {"uid": "alert-processor", "name": "alert-processor", "type": "prometheus-alertmanager", "settings": {"url": "http://alert-processor:8080", "basicAuthPassword": "secret"}, "provenance": "file"}""");
        put("datasources", "kaldrix-prometheus", """
                {"uid": "kaldrix-prometheus", "name": "Prometheus", "type": "prometheus", "access": "proxy", "url": "http://prometheus:9090", "readOnly": true}""");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String kind, String name, String json) {
        kind(kind).put(name, (ObjectNode) JSON.readTree(json));
    }

    Map<String, ObjectNode> kind(String kind) {
        return held.getOrDefault(kind, Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, @Nullable JsonNode body) {
        static Answer refused(int status, String message) {
            return new Answer(status, JSON.createObjectNode().put("message", message));
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        Answer answer;
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String who = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer " + TOKEN).equals(who) && !("Basic " + ADMIN_ENCODED).equals(who)) {
                answer = Answer.refused(401, "Invalid API key");
            } else {
                boolean byHand = "true".equals(exchange.getRequestHeaders().getFirst("X-Disable-Provenance"));
                answer = handle(method, path, query(exchange), text.isEmpty() ? null : JSON.readTree(text), byHand);
            }
            if (!method.equals("GET") && answer.status() < 300) {
                changes.add(method + " " + path);
            }
            byte[] bytes = answer.body() == null
                    ? new byte[0]
                    : answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (JacksonException e) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            query.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private Answer handle(
            String method, String path, Map<String, String> query, @Nullable JsonNode body, boolean byHand) {
        String[] parts = path.substring(1).split("/", -1);
        boolean reads = method.equals("GET");
        if (reads && path.equals("/api/search")) {
            return search(query);
        }
        if (path.startsWith("/api/dashboards/uid/") && reads) {
            ObjectNode found = kind("dashboards").get(parts[3]);
            return found == null ? Answer.refused(404, "Dashboard not found") : new Answer(200, found);
        }
        if (path.equals("/api/dashboards/db") && method.equals("POST") && body != null) {
            return saveDashboard(body);
        }
        if (path.startsWith("/api/folders")) {
            return folders(method, parts, query, body);
        }
        if (path.startsWith("/api/datasources")) {
            return datasources(method, parts, body);
        }
        if (path.startsWith("/api/v1/provisioning/") && parts.length >= 4 && held.containsKey(parts[3])) {
            return alerting(method, parts[3], parts.length > 4 ? parts[4] : "", body, byHand);
        }
        return Answer.refused(404, "Not found");
    }

    private Answer search(Map<String, String> query) {
        int limit = Integer.parseInt(query.getOrDefault("limit", "1000"));
        int page = Integer.parseInt(query.getOrDefault("page", "1"));
        if (limit > 5000) {
            return Answer.refused(
                    422, "Limit is above maximum allowed (5000), use page parameter to access hits beyond limit");
        }
        // A small page, so that whoever reads only the first one is found out.
        var found = JSON.createArrayNode();
        kind("dashboards").values().stream()
                .skip((page - 1L) * 2)
                .limit(2)
                .forEach(one -> found.add(JSON.createObjectNode()
                        .put("uid", one.path("dashboard").path("uid").asString())
                        .put("type", "dash-db")));
        return new Answer(200, found);
    }

    private Answer saveDashboard(JsonNode body) {
        JsonNode dashboard = body.path("dashboard");
        String uid = dashboard.path("uid").asString("");
        String folder = body.path("folderUid").asString("");
        ObjectNode there = kind("dashboards").get(uid);
        if (dashboard.path("title").asString("").isBlank()) {
            return Answer.refused(400, "Dashboard title cannot be empty");
        }
        if (!dashboard.path("id").isNull() && !dashboard.path("id").isMissingNode()) {
            return Answer.refused(404, "Dashboard not found");
        }
        if (!folder.isEmpty() && !kind("folders").containsKey(folder)) {
            return Answer.refused(400, "folder not found");
        }
        if (there != null && there.path("meta").path("provisioned").asBoolean(false)) {
            return Answer.refused(400, "Cannot save provisioned dashboard");
        }
        if (there != null && !body.path("overwrite").asBoolean(false)) {
            return Answer.refused(412, "The dashboard has been changed by someone else");
        }
        ObjectNode saved = JSON.createObjectNode();
        saved.set(
                "dashboard",
                ((ObjectNode) dashboard.deepCopy()).put("id", kind("dashboards").size() + 1));
        saved.putObject("meta").put("folderUid", folder).put("provisioned", false);
        kind("dashboards").put(uid, saved);
        return new Answer(200, JSON.createObjectNode().put("uid", uid).put("status", "success"));
    }

    private Answer folders(String method, String[] parts, Map<String, String> query, @Nullable JsonNode body) {
        Map<String, ObjectNode> folders = kind("folders");
        if (method.equals("GET") && parts.length == 2) {
            var found = JSON.createArrayNode();
            folders.values().stream()
                    .filter(one -> one.path("parentUid").asString("").equals(query.getOrDefault("parentUid", "")))
                    .forEach(found::add);
            return new Answer(200, found);
        }
        if (method.equals("GET")) {
            ObjectNode found = folders.get(parts[2]);
            return found == null ? Answer.refused(404, "folder not found") : new Answer(200, found);
        }
        if (!method.equals("POST")
                || body == null
                || body.path("title").asString("").isBlank()) {
            return Answer.refused(400, "folder title cannot be empty");
        }
        String parent = body.path("parentUid").asString("");
        if (!parent.isEmpty() && !folders.containsKey(parent)) {
            return Answer.refused(404, "parent folder not found");
        }
        String uid = body.path("uid").asString();
        if (folders.putIfAbsent(uid, (ObjectNode) body) != null) {
            return Answer.refused(412, "a folder with the same uid already exists");
        }
        return new Answer(200, body);
    }

    private Answer datasources(String method, String[] parts, @Nullable JsonNode body) {
        Map<String, ObjectNode> sources = kind("datasources");
        if (method.equals("GET") && parts.length == 2) {
            return new Answer(
                    200,
                    JSON.createArrayNode()
                            .addAll(sources.values().stream()
                                    .map(GrafanaStandIn::withoutPasswords)
                                    .toList()));
        }
        if (parts.length == 4) {
            ObjectNode there = sources.get(parts[3]);
            if (there == null) {
                return Answer.refused(404, "Data source not found");
            }
            if (method.equals("GET")) {
                return new Answer(200, withoutPasswords(there));
            }
            if (there.path("readOnly").asBoolean(false)) {
                return Answer.refused(403, "Cannot update read-only data source");
            }
        }
        if (body == null
                || body.path("name").asString("").isBlank()
                || body.path("type").asString("").isBlank()
                || body.path("access").asString("").isBlank()) {
            return Answer.refused(400, "bad request data");
        }
        if (method.equals("POST")
                && sources.values().stream().anyMatch(one -> one.path("name").equals(body.path("name")))) {
            return Answer.refused(409, "data source with the same name already exists");
        }
        sources.put(body.path("uid").asString(), (ObjectNode) body);
        return new Answer(200, JSON.createObjectNode().put("message", "Datasource added"));
    }

    private static ObjectNode withoutPasswords(ObjectNode source) {
        ObjectNode told = source.deepCopy();
        JsonNode secrets = told.remove("secureJsonData");
        ObjectNode fields = told.putObject("secureJsonFields");
        if (secrets != null) {
            secrets.propertyNames().forEach(name -> fields.put(name, true));
        }
        return told;
    }

    private Answer alerting(String method, String kind, String name, @Nullable JsonNode body, boolean byHand) {
        Map<String, ObjectNode> all = kind(kind);
        if (method.equals("GET") && kind.equals("policies")) {
            return new Answer(200, all.get("policies"));
        }
        if (method.equals("GET") && name.isEmpty()) {
            return new Answer(
                    200,
                    JSON.createArrayNode()
                            .addAll(all.values().stream()
                                    .map(GrafanaStandIn::redacted)
                                    .toList()));
        }
        if (method.equals("GET")) {
            // Contact points have no address of their own.
            return all.containsKey(name) && !kind.equals("contact-points")
                    ? new Answer(200, all.get(name))
                    : Answer.refused(404, "not found");
        }
        if (body == null || body.toString().contains("[REDACTED]")) {
            return Answer.refused(400, "invalid object specification");
        }
        String key =
                switch (kind) {
                    case "policies" -> "policies";
                    case "alert-rules", "contact-points" -> body.path("uid").asString("");
                    default -> body.path("name").asString(name);
                };
        List<String> missing = new ArrayList<>(
                kind.equals("alert-rules")
                        ? List.of("title", "ruleGroup", "folderUID", "condition", "data")
                        : List.of());
        missing.removeIf(body::has);
        if (!missing.isEmpty()
                || kind.equals("alert-rules")
                        && !kind("folders").containsKey(body.path("folderUID").asString(""))) {
            return Answer.refused(400, "invalid alert rule: " + missing);
        }
        if (kind.equals("policies")
                && kind("contact-points").values().stream()
                        .noneMatch(one -> one.path("name").equals(body.path("receiver")))) {
            return Answer.refused(400, "receiver '" + body.path("receiver").asString("") + "' does not exist");
        }
        ObjectNode there = all.get(key);
        if (there != null && there.path("provenance").asString("").equals("file")) {
            return Answer.refused(409, "cannot change what a file provisions");
        }
        if (method.equals("POST") ? there != null : there == null && !kind.equals("templates")) {
            return Answer.refused(method.equals("POST") ? 409 : 404, key);
        }
        all.put(key, ((ObjectNode) body.deepCopy()).put("provenance", byHand ? "" : "api"));
        return new Answer(method.equals("POST") ? 201 : 202, body);
    }

    private static ObjectNode redacted(ObjectNode one) {
        ObjectNode told = one.deepCopy();
        if (told.path("settings") instanceof ObjectNode settings) {
            for (String secret : List.of("basicAuthPassword", "integrationKey")) {
                if (settings.has(secret)) {
                    settings.put(secret, "[REDACTED]");
                }
            }
        }
        return told;
    }
}
