package com.kaldrix.monitoring.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.supervise.ServiceProcess.State;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final Backoff QUICK =
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofMinutes(1));

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path state;

    private final List<ServiceProcess> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(process -> process.stop(Duration.ofSeconds(5)));
        started.forEach(ServiceProcess::close);
    }

    @Test
    void aServerIsReadyAfterItsReadinessAnswersAndGoneAfterStop() throws Exception {
        int port = LocalPorts.free();
        ServiceProcess server = webServer(port);
        assertThat(server.state()).isEqualTo(State.STOPPED);
        assertThat(server.isReady()).isFalse();

        server.start();
        server.awaitReady(Duration.ofSeconds(30), line -> {});

        assertThat(server.isReady()).isTrue();
        long pid = server.pid().orElseThrow();
        assertThat(ProcessIdentity.read(server.spec().files().pid())
                        .flatMap(ProcessIdentity::alive)
                        .map(ProcessHandle::pid))
                .hasValue(pid);
        ProcessFigures figures = server.figures().orElseThrow();
        assertThat(figures.cpu()).isPositive();
        assertThat(figures.residentBytes().orElseThrow()).isGreaterThan(10_000_000);

        assertThat(server.stop(Duration.ofSeconds(20))).hasValue(143);
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(server.spec().files().pid()).doesNotExist();
        assertThat(server.state()).isEqualTo(State.STOPPED);
        assertThat(server.isReady()).isFalse();

        server.start();
        server.awaitReady(Duration.ofSeconds(30), line -> {});
        assertThat(server.starts()).isEqualTo(2);
    }

    @Test
    void aKilledServerComesBackByItself() throws Exception {
        ServiceProcess server = webServer(LocalPorts.free());
        server.start();
        server.awaitReady(Duration.ofSeconds(30), line -> {});
        long before = server.pid().orElseThrow();

        server.kill();

        await().atMost(Duration.ofSeconds(30)).until(server::isReady);
        assertThat(server.pid().orElseThrow()).isNotEqualTo(before);
        assertThat(server.lastCrash())
                .hasValueSatisfying(crash -> assertThat(crash.reason()).isEqualTo("was ended by signal 9"));
        assertThat(server.starts()).isEqualTo(2);
    }

    @Test
    void killsDoNotMakeItWaitLongerAndLonger() throws Exception {
        Backoff growing = new Backoff(Duration.ofMillis(100), Duration.ofHours(1), Duration.ofHours(1));
        ServiceProcess sleeper = added(
                new ServiceProcess(spec("sleeper", List.of("sleep", "1000"), Map.of(), null, null), growing, CLOCK));
        sleeper.start();
        for (int kill = 1; kill <= 12; kill++) {
            sleeper.kill();
            int starts = kill + 1;
            // The twelfth wait in a row would be of more than three minutes.
            await().atMost(Duration.ofSeconds(30)).until(() -> sleeper.starts() == starts);
        }
    }

    @Test
    void oneThatKeepsCrashingIsReportedWithItsLastWords() {
        ServiceProcess broken = process("broken", List.of("ls", "/no/such/folder"), Map.of(), null, url(1));
        List<String> progress = new ArrayList<>();
        broken.start();

        assertThatThrownBy(() -> broken.awaitReady(Duration.ofSeconds(20), progress::add))
                .isInstanceOf(ServiceFailedException.class)
                .hasMessageContaining("broken ended with exit code 2, 3 times in a row")
                .hasMessageContaining("/no/such/folder");
        assertThat(progress).isNotEmpty().allMatch(line -> line.contains("is started again"));
    }

    @Test
    void oneThatIsNeverReadyIsReportedAfterTheBound() {
        ServiceProcess idle = process("idle", List.of("sleep", "60"), Map.of(), null, url(1));
        idle.start();

        assertThatThrownBy(() -> idle.awaitReady(Duration.ofMillis(300), line -> {}))
                .isInstanceOf(ServiceFailedException.class)
                .hasMessageContaining("idle was not ready within 0 s");
        assertThat(idle.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aProgramThatIsMissingIsSaidSo() {
        ServiceProcess missing = process("missing", List.of("no-such-program"), Map.of(), null, null);
        assertThatThrownBy(missing::start)
                .isInstanceOf(ServiceFailedException.class)
                .hasMessageContaining("missing cannot be started")
                .hasMessageContaining("no-such-program");
    }

    @Test
    void oneThatIgnoresSigtermIsKilledWithItsChildren() {
        ServiceProcess stubborn = process(
                "stubborn", List.of("sh", "-c", "trap '' TERM; echo here; sleep 61; sleep 62"), Map.of(), null, null);
        stubborn.start();
        await().until(() -> stubborn.lastLines().contains("here"));
        ProcessHandle parent = ProcessHandle.of(stubborn.pid().orElseThrow()).orElseThrow();
        await().until(() -> parent.children().count() == 1);
        List<ProcessHandle> children = parent.children().toList();

        assertThat(stubborn.stop(Duration.ofMillis(200))).isEmpty();

        assertThat(parent.isAlive()).isFalse();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void onlyTheGivenEnvironmentReachesTheProcess() {
        ServiceProcess env = process("env", List.of("env"), Map.of("KALDRIX_REGION", "us-east-1"), null, null);
        env.start();
        await().until(() -> !env.lastLines().isEmpty());
        assertThat(env.lastLines())
                .contains("KALDRIX_REGION=us-east-1")
                .allMatch(line -> line.matches("(KALDRIX_REGION|PATH|HOME|USER|LANG|LC_ALL|TMPDIR)=.*"));
    }

    @Test
    void theWaitsDoubleUpToTheirBound() {
        assertThat(List.of(1, 2, 3, 5, 6, 40))
                .extracting(Backoff.DEFAULT::after)
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 16L, 30L, 30L);
    }

    @Test
    void aRecycledNumberIsNotMistakenForTheProcess() throws Exception {
        ProcessIdentity me = ProcessIdentity.of(ProcessHandle.current()).orElseThrow();
        Path file = state.resolve("me.pid");
        me.write(file);
        assertThat(ProcessIdentity.read(file)).hasValue(me);
        assertThat(me.alive()).isPresent();
        assertThat(new ProcessIdentity(me.pid(), me.startedAt().minusSeconds(60)).alive())
                .isEmpty();
        Files.writeString(file, "garbage\n");
        assertThat(ProcessIdentity.read(file)).isEmpty();
        assertThat(ProcessIdentity.read(state.resolve("none"))).isEmpty();
    }

    private ServiceProcess webServer(int port) {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString();
        List<String> command = List.of(program, "-b", "127.0.0.1", "-p", Integer.toString(port), "-d", "/");
        return process("web", command, Map.of(), state, url(port));
    }

    private ServiceProcess process(
            String name,
            List<String> command,
            Map<String, String> environment,
            @Nullable Path directory,
            @Nullable URI readiness) {
        return added(new ServiceProcess(spec(name, command, environment, directory, readiness), QUICK, CLOCK));
    }

    private ServiceSpec spec(
            String name,
            List<String> command,
            Map<String, String> environment,
            @Nullable Path directory,
            @Nullable URI readiness) {
        return new ServiceSpec(
                name,
                command,
                environment,
                directory == null ? state : directory,
                ServiceSpec.Files.under(state, name),
                readiness);
    }

    private ServiceProcess added(ServiceProcess process) {
        started.add(process);
        return process;
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }
}
