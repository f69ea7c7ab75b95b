package com.kaldrix.monitoring.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** One run of {@code ./kaldrix alertmanager}, as somebody would start it from a shell. */
final class AlertmanagerCommand implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI url;
    private final long started = System.nanoTime();

    private AlertmanagerCommand(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it on what has been built, in a directory, with these flags and an address of its own. */
    static AlertmanagerCommand start(Path directory, int port, String... flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program());
        command.add("alertmanager");
        command.add("--web.listen-address=127.0.0.1:" + port);
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("alertmanager-" + port + ".log").toFile()));
        builder.environment().put("KALDRIX_BUILD", "no");
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        return new AlertmanagerCommand(builder.start(), URI.create("http://127.0.0.1:" + port));
    }

    /** The script, of a project that has been built; it prepares the rest by itself. */
    static String program() {
        return Path.of(System.getProperty("kaldrix.root", ""))
                .resolve("kaldrix")
                .toString();
    }

    URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** The status of a GET; 0 while nobody answers. */
    int get(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How long it took from the start until it was ready. */
    Duration awaitReady(String prefix, Duration most) {
        Awaitility.await()
                .atMost(most)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get(prefix + "/-/ready") == 200);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Ends it as the kernel does, without a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void hangUp() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", Long.toString(pid())).start().waitFor();
    }

    /** Ends it in order; its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
