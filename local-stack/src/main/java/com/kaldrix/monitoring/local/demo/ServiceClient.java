package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a service over HTTP. */
final class ServiceClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int EXCERPT = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    ServiceClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** @throws IOException when it is not answered with success */
    void get(String path) throws IOException, InterruptedException {
        send(request(path).GET());
    }

    /**
     * What is at that path.
     *
     * @throws IOException when it is not answered with success, or not with JSON
     */
    JsonNode json(String path) throws IOException, InterruptedException {
        try {
            return JSON.readTree(send(request(path).GET()));
        } catch (JacksonException malformed) {
            throw new IOException("GET " + path + " was not answered with JSON", malformed);
        }
    }

    /** @throws IOException when it is not answered with success */
    void post(String path, String json) throws IOException, InterruptedException {
        send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /**
     * What a post is answered with.
     *
     * @throws IOException when it is not answered with success, or not with JSON
     */
    JsonNode asked(String path, String json) throws IOException, InterruptedException {
        try {
            return JSON.readTree(send(
                    request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json))));
        } catch (JacksonException malformed) {
            throw new IOException("POST " + path + " was not answered with JSON", malformed);
        }
    }

    /**
     * The bytes at that path.
     *
     * @throws IOException when it is not answered with success
     */
    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request(path).GET().build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " was answered with " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            String body = answer.body().strip();
            throw new IOException(request.method() + " " + request.uri().getPath() + " was answered with "
                    + answer.statusCode() + " " + body.substring(0, Math.min(body.length(), EXCERPT)));
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
