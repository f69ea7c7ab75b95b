package com.kaldrix.monitoring.deploy;

import com.kaldrix.monitoring.local.net.LocalPorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program {@code prometheus} from the PATH, filled with the recordings. */
final class FilledPrometheus implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private FilledPrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static FilledPrometheus start() throws IOException, InterruptedException {
        Path folder = Project.folder("prometheus");
        for (String recording : Recording.recorded()) {
            Path text = Files.writeString(folder.resolve(recording + ".om"), Recording.text(recording));
            Program.Said said = Program.run(
                    folder,
                    Map.of(),
                    List.of("promtool", "tsdb", "create-blocks-from", "openmetrics", text.toString(), "data"));
            if (said.exit() != 0) {
                throw new IOException("promtool does not take " + text + ": " + said.text());
            }
        }
        Path file = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        int port = LocalPorts.firstOfFree(1);
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        // The recordings are as old as they are.
                        "--storage.tsdb.retention.time=100y",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new FilledPrometheus(process, port);
    }

    boolean isReady() throws InterruptedException {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** The answer to a query over a time. */
    JsonNode range(String expression, Instant from, Instant to, Duration step)
            throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v1/query_range?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                        + "&start=" + from.getEpochSecond() + "&end=" + to.getEpochSecond() + "&step="
                        + step.toSeconds())
                .body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
