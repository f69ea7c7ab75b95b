package com.kaldrix.monitoring.metrics;

import com.kaldrix.monitoring.common.security.TokenDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service as it runs, on a port of its own, with real files below a folder. */
public final class RunningGateway implements AutoCloseable {
    public static final String VIEWER = "viewer-token-0123456789";
    public static final String RESPONDER = "responder-token-0123456789";
    public static final String INGEST = "ingest-token-0123456789";
    public static final String ADMIN = "admin-token-0123456789";
    public static final String ACCESS_KEY = "access-key-0123456789";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    /** What was answered. */
    public record Answer(int status, String contentType, String retryAfter, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
        this.address = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /**
     * Starts it.
     *
     * @param folder where it keeps everything that the properties do not put elsewhere
     * @param parts configurations that are added, such as one with a clock
     */
    public static RunningGateway start(Path folder, Map<String, String> properties, Class<?>... parts) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("kaldrix.buffer.directory", folder.resolve("buffer").toString());
        all.put("kaldrix.state.directory", folder.resolve("state").toString());
        all.put("kaldrix.firehose.directory", folder.resolve("firehose").toString());
        all.put("kaldrix.firehose.access-keys[0]", ACCESS_KEY);
        all.put("kaldrix.region", "eu-west-1");
        token(all, 0, "viewer", VIEWER);
        token(all, 1, "responder", RESPONDER);
        token(all, 2, "ingest", INGEST);
        token(all, 3, "admin", ADMIN);
        all.putAll(properties);
        String[] arguments = all.entrySet().stream()
                .map(one -> "--" + one.getKey() + "=" + one.getValue())
                .toArray(String[]::new);
        SpringApplication application = new SpringApplication(MetricsGateway.class);
        application.addPrimarySources(List.of(parts));
        return new RunningGateway(application.run(arguments));
    }

    private static void token(Map<String, String> properties, int index, String role, String token) {
        String prefix = "kaldrix.security.tokens[" + index + "].";
        properties.put(prefix + "name", role);
        properties.put(prefix + "sha256", TokenDigest.of(token).hex());
        properties.put(prefix + "roles[0]", role);
    }

    /** A part of it. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** A part of it by its name. */
    public <T> T part(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** @param token empty for none */
    public Answer get(String token, String path) {
        return send(request(token, path).GET());
    }

    /** Posts nothing. */
    public Answer post(String token, String path) {
        return send(request(token, path).POST(BodyPublishers.noBody()));
    }

    public Answer post(String token, String path, String contentType, byte[] body, String... headers) {
        HttpRequest.Builder request =
                request(token, path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String token, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.headers().firstValue("Retry-After").orElse(""),
                    answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
