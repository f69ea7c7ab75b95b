package com.kaldrix.monitoring.e2e;

import com.kaldrix.monitoring.local.stack.Folders;
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
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program {@code prometheus} from the PATH, with a configuration of a test, on a port of 127.0.0.1. */
final class RealPrometheus implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What Prometheus says, as plain text, while it listens and still reads its write-ahead log. */
    private static final int STILL_STARTING = 503;

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private RealPrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it; it takes remote writes as well. */
    static RealPrometheus start(String name, int port, String configuration) throws IOException {
        Path folder = Packaged.folder("prometheus", name);
        Folders.delete(folder);
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--web.enable-remote-write-receiver")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new RealPrometheus(process, port);
    }

    /** Where it takes remote writes. */
    URI writeUrl() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1/write");
    }

    /** The result of an instant query: a list of series, each with {@code metric} and {@code value}; empty before it is up. */
    JsonNode query(String expression) throws InterruptedException {
        String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + query))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == STILL_STARTING) {
                return JSON.createArrayNode();
            }
            return JSON.readTree(answer.body()).path("data").path("result");
        } catch (IOException notListening) {
            return JSON.createArrayNode();
        }
    }

    @Override
    public void close() throws InterruptedException {
        http.close();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
