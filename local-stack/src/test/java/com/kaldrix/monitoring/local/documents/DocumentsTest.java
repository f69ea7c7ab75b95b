package com.kaldrix.monitoring.local.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents say exists. Commands that take minutes or change this machine are not run here: {@code demo} and {@code up}
 * are run by the tests of {@code e2e} and of the command line, {@code test} is what runs this.
 */
class DocumentsTest {
    private static final Path SCRIPT = Document.ROOT.resolve("kaldrix");
    private static final Pattern VARIABLE = Pattern.compile("\\b(?:KALDRIX|SPRING)_[A-Z0-9_]+\\b");
    private static final Pattern PROPERTY = Pattern.compile("`(kaldrix(?:\\.[a-z][a-z0-9-]*){2,})");
    private static final Pattern PATH = Pattern.compile("https?://localhost:\\d+(/[^\\s\"'?]*)");

    @TempDir
    Path empty;

    static List<Document> documents() throws IOException {
        return Document.all();
    }

    @Test
    void theDocumentsOfTheRootAreThere() throws IOException {
        assertThat(documents())
                .extracting(Document::name)
                .contains("README.md", "CONTRIBUTING.md", "RATIONALE.md", "CHANGELOG.md", "docs/configuration.md");
        assertThat(Document.ROOT.resolve("LICENSE")).isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsOneThatHelpLists(Document document) throws Exception {
        String help = script("help").out();
        for (String command : document.commands()) {
            List<String> words = Arrays.asList(command.split("\\s+"));
            if (!words.getFirst().equals("./kaldrix")) {
                continue;
            }
            assertThat(words).as(command).hasSizeGreaterThan(1);
            String name = words.get(1);
            assertThat(help.lines().map(String::strip))
                    .as("%s: %s", document, command)
                    .anyMatch(line -> line.equals(name) || line.startsWith(name + " "));
            words.stream()
                    .filter(word -> word.startsWith("-"))
                    .map(option -> option.split("=", 2)[0])
                    .forEach(option -> assertThat(help)
                            .as("%s: %s", document, command)
                            .containsPattern("(?m)(^|[\\s\\[])" + Pattern.quote(option) + "\\b"));
            Said asked = script(
                    Stream.concat(words.stream().skip(1), Stream.of("--help")).toArray(String[]::new));
            assertThat(asked.exit()).as(command).isZero();
        }
    }

    @Test
    void commandsThatTakeNoTimeRun() throws Exception {
        assertThat(script("help").exit()).isZero();
        assertThat(java("status").exit()).isEqualTo(1);
        Said down = java("down");
        assertThat(down.exit()).isZero();
        assertThat(down.out()).contains("the stack was not up");
        Said logs = java("logs", "alert-processor");
        assertThat(logs.exit()).isEqualTo(2);
        assertThat(logs.err()).startsWith("There are no logs yet").hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void otherCommandsUseWhatThereIs(Document document) throws IOException {
        String sources = Sources.text();
        for (String command : document.commands()) {
            PATH.matcher(command)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(path ->
                            assertThat(sources).as("%s: %s", document, command).contains(path));
            if (command.startsWith("java -jar ")) {
                String jar = command.split("\\s+")[2];
                Path module = Path.of(jar).getName(0);
                assertThat(Document.ROOT.resolve(module).resolve("pom.xml"))
                        .as(command)
                        .isRegularFile();
                assertThat(jar).as(command).endsWith("/target/" + module + ".jar");
            }
            if (command.startsWith("scripts/")) {
                String script = command.split("\\s+")[0];
                assertThat(Document.ROOT.resolve(script)).as(command).isExecutable();
                String text = Files.readString(Document.ROOT.resolve(script));
                Arrays.stream(command.split("\\s+"))
                        .filter(word -> word.startsWith("--"))
                        .forEach(option -> assertThat(text).as(command).containsPattern("(?m)^    " + option + "\\b"));
            }
            if (command.startsWith("mvn ") && command.contains("-pl ")) {
                String module = command.split("-pl ", 2)[1].split("\\s+", 2)[0];
                assertThat(Document.ROOT.resolve(module).resolve("pom.xml"))
                        .as(command)
                        .isRegularFile();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Document document) throws IOException {
        for (String link : document.links()) {
            if (link.startsWith("https://") || link.startsWith("http://")) {
                assertThat(URI.create(link).getHost())
                        .as("%s: %s", document, link)
                        .isNotBlank();
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? document.file()
                    : document.file().resolveSibling(parts[0]).normalize();
            assertThat(target)
                    .as("%s: %s", document, link)
                    .startsWith(Document.ROOT)
                    .exists();
            if (parts.length == 2) {
                assertThat(new Document(target, Files.readString(target)).anchors())
                        .as("%s: %s", document, link)
                        .contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyVariableAndPropertyIsRead(Document document) throws IOException {
        Properties properties = Properties.ofTheServices();
        VARIABLE.matcher(document.text())
                .results()
                .map(MatchResult::group)
                .distinct()
                .forEach(variable -> assertThat(properties.readsVariable(variable))
                        .as("%s: %s", document, variable)
                        .isTrue());
        PROPERTY.matcher(document.text())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(property -> assertThat(properties.reads(property))
                        .as("%s: %s", document, property)
                        .isTrue());
    }

    /** The chart sets variables that services read; numbers of list items stand for themselves. */
    @Test
    void everyVariableOfTheChartIsRead() throws IOException {
        Properties properties = Properties.ofTheServices();
        List<String> variables = new ArrayList<>();
        try (Stream<Path> templates = Files.walk(Document.ROOT.resolve("helm/kaldrix-monitoring/templates"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                VARIABLE.matcher(Files.readString(template).replace("_{{ $i }}", ""))
                        .results()
                        .map(MatchResult::group)
                        // What begins with SPRING_ is for Spring itself.
                        .filter(variable -> variable.startsWith("KALDRIX_"))
                        .forEach(variables::add);
            }
        }
        assertThat(variables)
                .hasSizeGreaterThan(40)
                .allSatisfy(variable -> assertThat(properties.readsVariable(variable))
                        .as(variable)
                        .isTrue());
    }

    /** That the check above can fail. */
    @Test
    void whatNobodyReadsIsFound() throws IOException {
        Properties properties = Properties.ofTheServices();
        assertThat(properties.reads("kaldrix.delivery.max-age")).isTrue();
        assertThat(properties.reads("kaldrix.delivery.limits.slack.interval")).isTrue();
        assertThat(properties.reads("kaldrix.delivery.min-age")).isFalse();
        assertThat(properties.readsVariable("KALDRIX_DELIVERY_MAX_AGE")).isTrue();
        assertThat(properties.readsVariable("KALDRIX_PAGERDUTY_URL")).isTrue();
        assertThat(properties.readsVariable("KALDRIX_DELIVERY_MIN_AGE")).isFalse();
        assertThat(properties.readsVariable("KALDRIX_NOTHING")).isFalse();
    }

    private record Said(int exit, String out, String err) {}

    private Said script(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(words));
        return run(command);
    }

    /** On a state folder of a stack that was never up. */
    private Said java(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dkaldrix.root=" + Document.ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                "com.kaldrix.monitoring.local.cli.Kaldrix"));
        command.addAll(List.of(words));
        command.addAll(List.of("--state", empty.toString()));
        return run(command);
    }

    private Said run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("said", ".out");
        Path err = Files.createTempFile("said", ".err");
        Process process = new ProcessBuilder(command)
                .directory(empty.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            return new Said(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }
}
