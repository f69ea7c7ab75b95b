package com.kaldrix.monitoring.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.cli.Commands.Result;
import com.kaldrix.monitoring.local.stack.Orphans;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.supervise.Termination;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KaldrixCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("kaldrix.root"));

    @TempDir
    Path state;

    private final int base = Ports.free().services();

    @AfterEach
    void down() throws Exception {
        kaldrix("down");
    }

    @Test
    void theStackComesUpSurvivesTheDeathOfItsSupervisorAndGoesDown() throws Exception {
        Result up = up();
        assertThat(up.exit()).as(up.err()).isZero();
        String token = Files.readString(state.resolve("token")).strip();
        assertThat(up.out())
                .contains("PostgreSQL is ready on port " + (base + 7))
                .contains("admin token", token);

        Result again = up();
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("already up").doesNotContain(token);

        Result status = kaldrix("status");
        assertThat(status.exit()).as(status.out()).isZero();
        assertThat(status.out().lines().skip(1))
                .hasSize(4)
                .allSatisfy(row ->
                        assertThat(row).matches("\\S+ +ready +\\d+ +\\d+ +(\\d+m )?\\d+s +\\d+ MB +\\d+\\.\\d s"));
        assertThat(post("{\"text\":\"before\"}")).isEqualTo("ok");
        assertThat(kaldrix("logs", "postgres").out()).contains("ready to accept connections");

        ProcessHandle supervisor = Orphans.in(state).daemon().orElseThrow();
        supervisor.destroyForcibly();
        assertThat(Termination.await(supervisor, Duration.ofSeconds(10))).isTrue();
        Result orphaned = kaldrix("status");
        assertThat(orphaned.exit()).isEqualTo(1);
        assertThat(orphaned.out()).contains("The supervisor is gone");

        Result revived = up();
        assertThat(revived.exit()).as(revived.err()).isZero();
        assertThat(revived.out())
                .contains("ended PostgreSQL, left over from an earlier run")
                .doesNotContain("admin token");
        assertThat(get("/sinks/slack")).contains("\"before\"");

        Result down = kaldrix("down", "--wipe");
        assertThat(down.exit()).isZero();
        assertThat(down.out()).contains("the stack has stopped").contains("deleted its state");
        assertThat(state).isEmptyDirectory();
        Result gone = kaldrix("status");
        assertThat(gone.exit()).isEqualTo(1);
        assertThat(gone.out()).isEqualTo("The stack is down; ./kaldrix up starts it.\n");
        assertThat(kaldrix("down").out()).contains("the stack was not up");
    }

    @Test
    void anInterruptedStartLeavesNothingRunning() throws Exception {
        Commands.Running up = Commands.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dkaldrix.root=" + ROOT,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Kaldrix.class.getName(),
                        "up",
                        "--services=none",
                        "--port-base=" + base,
                        "--state=" + state),
                ROOT,
                Map.of());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(up.out()).contains("PostgreSQL is ready"));
        ProcessHandle supervisor = Orphans.in(state).daemon().orElseThrow();

        new ProcessBuilder("kill", "-INT", Long.toString(up.process().pid()))
                .start()
                .waitFor();

        assertThat(Commands.await(up).exit()).isEqualTo(130);
        assertThat(supervisor.isAlive()).isFalse();
        assertThat(Leftovers.postmaster(state)).isEmpty();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket socket = new ServerSocket(base + 5, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(socket.isBound()).isTrue();
            Result result = up();
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("Port " + (base + 5) + ", which sinks needs, is in use by java (pid ")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            frobnicate                     | There is no command frobnicate
            up --port-base 80              | takes a number from 1024 to 65505, not 80
            up --port-base x               | takes a number from 1024 to 65505, not x
            up --port-base                 | The option --port-base needs a value
            up --replicas=9                | takes a number from 1 to 4, not 9
            up --services none --replicas 2 | needs the service alert-processor
            up --services pager            | There is no service pager; there are: alert-processor, metrics-gateway, anomaly-processor, compliance-reporter, or none
            up now                         | The word now is one too many
            status --all                   | There is no option --all here
            logs                           | There are no logs yet
            """)
    void whatIsAskedForWronglyIsRefusedInOneSentence(String line, String reason) throws Exception {
        Result result = kaldrix(line.split(" "));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(reason).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    private Result up() throws IOException, InterruptedException {
        return kaldrix("up", "--services", "none", "--port-base", Integer.toString(base));
    }

    private Result kaldrix(String... args) throws IOException, InterruptedException {
        if (args[0].equals("frobnicate")) {
            return Commands.kaldrix(ROOT, args);
        }
        String[] all = Arrays.copyOf(args, args.length + 1);
        System.arraycopy(args, 1, all, 2, args.length - 1);
        all[1] = "--state=" + state;
        return Commands.kaldrix(ROOT, all);
    }

    private String post(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url("/slack/services/x"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url(path)).build());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + (base + 5) + path);
    }
}
