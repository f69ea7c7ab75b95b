package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import com.kaldrix.monitoring.metrics.http.Authorization;
import com.kaldrix.monitoring.metrics.http.BoundedBody;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.http.HttpClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API server of a cluster, as far as finding targets needs it. Safe for several threads.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">Kubernetes API Concepts</a>
 */
final class KubernetesApi implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGEST = 64L * 1024 * 1024;
    private static final int LONGEST_EVENT = 4 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final HttpAccess access;
    private final HttpClient client;

    KubernetesApi(URI server, HttpAccess access, Executor executor) {
        this.server = server;
        this.access = access;
        this.client = HttpClients.of(access, executor);
    }

    /** The server answered, but not with what was asked for. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String reason) {
            super(reason);
            this.status = status;
        }

        /** Whether the version that was named is too old to go on from. */
        boolean isTooOld() {
            return status == 410;
        }
    }

    /** One page of a list. */
    JsonNode list(String path, Map<String, String> query) throws IOException, InterruptedException {
        HttpRequest request = request(path, query).timeout(PATIENCE).build();
        HttpResponse<byte[]> answer = client.send(request, BoundedBody.upTo(LARGEST));
        if (answer.statusCode() != 200) {
            throw refused(answer.statusCode(), path);
        }
        return json(answer.body());
    }

    /** Calls {@code event} for each event, until the server ends the watch or {@code opened}'s stream is closed. */
    void watch(String path, Map<String, String> query, Consumer<InputStream> opened, Consumer<JsonNode> event)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(request(path, query).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode(), path);
            }
            opened.accept(body);
            String line = line(lines);
            while (line != null) {
                if (!line.isBlank()) {
                    event.accept(json(line.getBytes(StandardCharsets.UTF_8)));
                }
                line = line(lines);
            }
        }
    }

    private static @Nullable String line(BufferedReader lines) throws IOException {
        StringBuilder text = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (text.length() >= LONGEST_EVENT) {
                throw new IOException("an event of the watch is longer than " + LONGEST_EVENT + " characters");
            }
            text.append((char) c);
            c = lines.read();
        }
        return text.toString();
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) throws IOException {
        String text = query.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String base = server.toString();
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(root + path + (text.isEmpty() ? "" : "?" + text)))
                .header("Accept", "application/json")
                .header("User-Agent", "kaldrix-metrics-gateway");
        Authorization authorization = access.authorization();
        if (authorization != null) {
            request.header("Authorization", authorization.header().value());
        }
        return request;
    }

    private static RefusedException refused(int status, String path) {
        return new RefusedException(status, "the API server answered " + path + " with status " + status);
    }

    /** Reads an answer, without what is large and not needed. */
    private static JsonNode json(byte[] bytes) throws IOException {
        try {
            JsonNode node = JSON.readTree(bytes);
            slim(node.path("object"));
            node.path("items").forEach(KubernetesApi::slim);
            return node;
        } catch (JacksonException e) {
            throw new IOException("the API server answered with what is no JSON", e);
        }
    }

    private static void slim(JsonNode object) {
        if (object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
