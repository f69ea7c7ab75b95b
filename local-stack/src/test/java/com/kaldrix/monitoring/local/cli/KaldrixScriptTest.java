package com.kaldrix.monitoring.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.cli.Commands.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script itself, in a project of its own whose Maven only takes notes. */
class KaldrixScriptTest {
    private static final Path SCRIPT = Path.of(System.getProperty("kaldrix.root"), "kaldrix");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path root;

    private Path calls;

    @BeforeEach
    void project() throws IOException {
        Files.copy(SCRIPT, root.resolve("kaldrix"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(root.resolve("pom.xml"), """
                <project><modules>
                  <module>common</module>
                  <module>local-stack</module>
                  <module>alert-processor</module>
                </modules></project>
                """);
        module("common", "");
        module("local-stack", "");
        module("alert-processor", "<artifactId>common</artifactId>");
        Path echo = echoJar();
        calls = root.resolve("calls");
        maven("""
                echo "$*" >> '%s'
                for module in common local-stack alert-processor; do
                  mkdir -p '%s'/$module/target/lib
                  cp '%s' '%s'/$module/target/$module.jar
                done
                """.formatted(calls, root, echo, root));
        age();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            frobnicate           | There is no command frobnicate
            up --port-base 70000 | takes a number from 1024 to 65505, not 70000
            up --replicas 0      | takes a number from 1 to 4, not 0
            up --services        | The option --services needs a value
            up please            | up takes no please
            down --all           | down takes no --all
            test --fast          | test takes no --fast
            bench                | no benchmarks yet
            """)
    void whatIsAskedForWronglyIsRefusedInOneSentenceBeforeAnythingIsBuilt(String line, String reason) throws Exception {
        Result result = kaldrix(line.split(" "));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(reason).hasLineCount(1);
        assertThat(calls).doesNotExist();
    }

    @Test
    void helpNamesEveryCommandAndNoCommandIsAMistake() throws Exception {
        Result help = kaldrix("help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("demo", "up", "down", "status", "logs", "test", "bench");
        Result none = kaldrix();
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).isEqualTo(help.out());
    }

    @Test
    void onlyWhatChangedIsBuilt() throws Exception {
        assertThat(kaldrix("up", "--replicas", "2").out()).contains("args: up --replicas 2");
        assertThat(builds()).containsExactly("local-stack,alert-processor");
        kaldrix("up");
        assertThat(builds()).hasSize(1);

        touch("local-stack/src/main/A.java");
        kaldrix("up");
        assertThat(builds().getLast()).isEqualTo("local-stack");
        touch("common/src/main/A.java");
        kaldrix("up");
        assertThat(builds().getLast()).as("what needs common").isEqualTo("alert-processor");
        Files.delete(root.resolve("alert-processor/src/main/A.java"));
        kaldrix("up");
        assertThat(builds().getLast()).as("a file less").isEqualTo("alert-processor");
        assertThat(builds()).hasSize(4);
        touch("pom.xml");
        kaldrix("up", "--services", "none");
        assertThat(builds().getLast()).isEqualTo("local-stack");
        kaldrix("status");
        assertThat(builds()).as("status builds nothing").hasSize(5);
    }

    @Test
    void itWorksFromAnyFolderAndPassesTheExitCodeOn() throws Exception {
        Result result = Commands.run(
                List.of(root.resolve("kaldrix").toString(), "logs", "a file with spaces"), Path.of("/"), environment());
        assertThat(result.out()).contains("args: logs a file with spaces");
        assertThat(result.exit()).isEqualTo(7);
    }

    @Test
    void aFailedBuildSaysWhy() throws Exception {
        maven("echo '[ERROR] A.java:[1,1] does not compile'; exit 1");
        Result result = kaldrix("up");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("does not compile").contains("The build failed");
        assertThat(root.resolve(".kaldrix/build/local-stack.stamp")).doesNotExist();
    }

    @Test
    void testsAreSummedAndThoseLeftOutAreNamed() throws Exception {
        Path tests = Files.createDirectories(root.resolve("common/src/test/java"));
        Files.writeString(tests.resolve("AmtoolTest.java"), "@Tag(\"external\") class AmtoolTest {}");
        report("common/target/surefire-reports/TEST-old.xml", 50, 0, 0, 0);
        age();
        maven("""
                echo "[INFO] Building common 1 [1/3]"
                mkdir -p common/target/surefire-reports common/target/failsafe-reports
                echo '<testsuite name="A" time="0.1" tests="7" errors="1" skipped="2" failures="1" flakes="0">' \
                  > common/target/surefire-reports/TEST-A.xml
                echo '<testsuite name="B" tests="3" errors="0" skipped="0" failures="0"/>' \
                  > common/target/failsafe-reports/TEST-B.xml
                echo "$*" >> '%s'
                exit 1
                """.formatted(calls));
        Result result = kaldrix("test");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("(--external): AmtoolTest").contains("common 1 [1/3]");
        assertThat(result.out().lines().toList().getLast()).isEqualTo("6 passed, 2 failed, 2 skipped");
        assertThat(Files.readString(calls)).doesNotContain("-Pexternal");
    }

    @Test
    void testsThatPassExitWithZero() throws Exception {
        maven("mkdir -p common/target/surefire-reports; echo '<testsuite tests=\"2\" errors=\"0\" skipped=\"0\""
                + " failures=\"0\"/>' > common/target/surefire-reports/TEST-A.xml");
        Result result = kaldrix("test");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).endsWith("2 passed, 0 failed, 0 skipped\n").doesNotContain("left out");
    }

    @Test
    void anInterruptedBuildIsEndedWithAllItsProcesses() throws Exception {
        Path pid = root.resolve("sleeper");
        maven("sleep 300 & echo $! > '" + pid + "'; wait");
        Commands.Running running = Commands.start(List.of("./kaldrix", "up"), root, environment());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(pid) && Files.readString(pid).endsWith("\n"));

        new ProcessBuilder("kill", "-INT", Long.toString(running.process().pid()))
                .start()
                .waitFor();

        Result result = Commands.await(running);
        assertThat(result.exit()).isEqualTo(130);
        assertThat(result.err()).contains("Interrupted.");
        ProcessHandle sleeper =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElse(null);
        assertThat(sleeper == null || !sleeper.isAlive() || isZombie(sleeper)).isTrue();
    }

    @Test
    void withoutMavenOrAJdkItSaysWhatIsMissing() throws Exception {
        Files.delete(root.resolve("bin/mvn"));
        for (String tool : List.of("bash", "dirname", "sed", "mkdir", "grep", "find", "sort", "tr", "cat")) {
            Files.createSymbolicLink(root.resolve("bin").resolve(tool), onPath(tool));
        }
        Map<String, String> bare =
                Map.of("PATH", root.resolve("bin").toString(), "JAVA_HOME", System.getProperty("java.home"));
        Result noMaven = Commands.run(List.of("./kaldrix", "test"), root, bare);
        assertThat(noMaven.exit()).isEqualTo(2);
        assertThat(noMaven.err()).isEqualTo("Maven is needed and there is no mvn on the PATH.\n");
        Path script = root.resolve("kaldrix");
        Files.writeString(script, Files.readString(script).replace("java_least=25", "java_least=99"));
        Result noJdk = Commands.run(List.of("./kaldrix", "up"), root, bare);
        assertThat(noJdk.exit()).isEqualTo(2);
        assertThat(noJdk.err())
                .isEqualTo("A JDK 99 or newer is needed and none was found; install one or set JAVA_HOME to it.\n");
    }

    private static Path onPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isZombie(ProcessHandle process) throws IOException {
        return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    }

    private Result kaldrix(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./kaldrix"));
        command.addAll(List.of(args));
        return Commands.run(command, root, environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH",
                root.resolve("bin") + ":" + System.getenv("PATH"),
                "JAVA_HOME",
                System.getProperty("java.home"));
    }

    /** The modules that Maven was asked for, call by call. */
    private List<String> builds() throws IOException {
        return Files.readAllLines(calls).stream()
                .map(line -> line.replaceFirst(".* -pl (\\S+) -am$", "$1"))
                .toList();
    }

    private void maven(String body) throws IOException {
        Path mvn = Files.createDirectories(root.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\ncd '" + root + "'\n" + body + "\n");
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void module(String name, String dependencies) throws IOException {
        Files.createDirectories(root.resolve(name).resolve("src/main"));
        Files.writeString(root.resolve(name).resolve("pom.xml"), "<project>" + dependencies + "</project>");
        Files.writeString(root.resolve(name).resolve("src/main/A.java"), "class A {}");
        Files.writeString(root.resolve(name).resolve("src/main/B.java"), "class B {}");
    }

    private void report(String path, int tests, int errors, int skipped, int failures) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "<testsuite tests=\"%d\" errors=\"%d\" skipped=\"%d\" failures=\"%d\"/>"
                        .formatted(tests, errors, skipped, failures));
    }

    private void touch(String path) throws IOException {
        Files.setLastModifiedTime(root.resolve(path), FileTime.fromMillis(System.currentTimeMillis()));
    }

    /** Makes everything look old, so that what happens now is newer than it. */
    private void age() throws IOException {
        try (var tree = Files.walk(root)) {
            for (Path path : tree.filter(one -> !one.endsWith("bin")).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
            }
        }
    }

    /** A jar that prints its arguments and ends with 7 for {@code logs}. */
    private Path echoJar() throws IOException {
        Path source = Files.writeString(root.resolve("Kaldrix.java"), """
                package com.kaldrix.monitoring.local.cli;
                public class Kaldrix {
                    public static void main(String[] args) {
                        System.out.println("args: " + String.join(" ", args));
                        System.exit(args[0].equals("logs") ? 7 : 0);
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", root.toString(), source.toString()))
                .isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Path jar = root.resolve("echo.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            String name = "com/kaldrix/monitoring/local/cli/Kaldrix.class";
            out.putNextEntry(new JarEntry(name));
            Files.copy(root.resolve(name), out);
            out.closeEntry();
        }
        return jar;
    }
}
