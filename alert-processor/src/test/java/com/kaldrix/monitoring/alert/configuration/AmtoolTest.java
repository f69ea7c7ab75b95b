package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.alertmanager;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.golden;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.route.Route;
import com.kaldrix.monitoring.common.label.Labels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds our reading of Alertmanager's format to Alertmanager's own tool, Debian's {@code amtool}. */
@Tag("external")
class AmtoolTest {
    private static final String RECEIVERS = "receivers: [{name: a}, {name: b}, {name: c}]\n";

    @TempDir
    private Path directory = Path.of("");

    static Stream<String> goldenFiles() {
        return ConfigurationTexts.GOLDEN.stream();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void acceptsWhatWeAccept(String name) {
        assertThat(problemsOf(golden(name))).isEmpty();
        assertThat(check(golden(name))).satisfies(AmtoolTest::success);
    }

    @ParameterizedTest
    @EnumSource(FirstNotification.class)
    void acceptsTheBuiltInRoutes(FirstNotification first) {
        for (String channels : List.of("SNS", "PD", "SLACK", "SNS PD SLACK")) {
            String text = ConfigurationSourceTest.source(first, channels).alertmanagerText();
            assertThat(check(text)).satisfies(AmtoolTest::success);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RECEIVERS,
                "route: {}\n" + RECEIVERS,
                "route: {receiver: d}\n" + RECEIVERS,
                "route: {receiver: a, matchers: [x=y]}\n" + RECEIVERS,
                "route: {receiver: a, match: {x: y}}\n" + RECEIVERS,
                "route: {receiver: a, continue: true}\n" + RECEIVERS,
                "route: {receiver: a, group_interval: 0s}\n" + RECEIVERS,
                "route: {receiver: a, repeat_interval: 0s}\n" + RECEIVERS,
                "route: {receiver: a, group_wait: 5}\n" + RECEIVERS,
                "route: {receiver: a, group_wait: 5m1h}\n" + RECEIVERS,
                "route: {receiver: a, group_by: [x, x]}\n" + RECEIVERS,
                "route: {receiver: a, group_by: ['...', x]}\n" + RECEIVERS,
                "route: {receiver: a, routes: [{matchers: ['x=~\"(\"']}]}\n" + RECEIVERS,
                "route: {receiver: a, routes: [{matchers: ['x']}]}\n" + RECEIVERS,
                "route: {receiver: a, routes: [{match_re: {x: '('}}]}\n" + RECEIVERS,
                "route: {receiver: a, routes: [{match: {'x y': z}}]}\n" + RECEIVERS,
                "route: {receiver: a, no_such_key: 1}\n" + RECEIVERS,
                "route: {receiver: a}\nreceivers: [{name: a}, {name: a}]\n",
                "route: {receiver: a}\nreceivers: [{name: a, slack_configs: [{channel: c}]}]\n",
                "route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{}]}]\n",
                "route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{url: 'ftp://x'}]}]\n",
                "route: {receiver: a}\nreceivers: [{name: a, email_configs: [{to: 'a@b'}]}]\n",
                "route: {receiver: a}\nreceivers: [{name: a, pagerduty_configs: [{}]}]\n",
                "route: {receiver: a}\nreceivers: [{name: a, sns_configs: [{subject: s}]}]\n",
                "route: {receiver: a}\nroute: {receiver: a}\n" + RECEIVERS,
            })
    void refusesWhatWeRefuse(String text) {
        assertThat(problemsOf(text)).isNotEmpty();
        assertThat(check(text).status()).as(text).isNotZero();
    }

    @Test
    void routesAsWeDo() {
        Random random = new Random(20_240_229);
        agree(
                golden("mail-and-pager.yml"),
                random,
                60,
                Map.of(
                        "service", List.of("shop", "cart", "files", "database", "other"),
                        "severity", List.of("critical", "page", "warning"),
                        "owner", List.of("web", "files", "nobody")));
        agree(golden("anchors.yml"), random, 10, Map.of("severity", List.of("critical", "page", "warning")));
        agree(
                ConfigurationSourceTest.source(FirstNotification.BY_SEVERITY, "SNS PD SLACK")
                        .alertmanagerText(),
                random,
                10,
                Map.of("kaldrix_severity", List.of("P0", "P1", "P2", "P3", "P9")));
    }

    @Test
    void routesAsWeDoThroughTreesOfAnyShape() {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            String text = "route:\n  receiver: a\n" + routes(random, 1) + RECEIVERS;
            agree(text, random, 15, Map.of("x", List.of("1", "2"), "y", List.of("1", "2"), "z", List.of("1", "2")));
        }
    }

    /** Debian's amtool 0.25 knows the classic form alone: what it reads we read, to the same effect. */
    @Test
    void readsMatchersAsWeDo() {
        Random random = new Random(41);
        List<String> pieces = List.of(
                "x", "x", "x", "y", "=", "=", "=~", "!=", "!~", "\"", "\"", "\"", "1", "a", ",", "{", "}", " ", "\\",
                "\\n", ".", "|", "*", "");
        int read = 0;
        for (int i = 0; i < 250; i++) {
            StringBuilder matcher = new StringBuilder(random.nextInt(3) == 0 ? "" : "x=");
            for (int j = 0; j < 1 + random.nextInt(7); j++) {
                matcher.append(pieces.get(random.nextInt(pieces.size())));
            }
            String text = "route:\n  receiver: a\n  routes:\n    - receiver: b\n      matchers: ['" + matcher + "']\n"
                    + RECEIVERS;
            Map<String, String> labels = Map.of("x", random.nextBoolean() ? "1" : "a", "y", "1");
            Result amtool = run(
                    List.of("config", "routes", "test", "--config.file=" + write(text), "x=" + labels.get("x"), "y=1"));
            if (amtool.status() == 0) {
                read++;
                assertThat(alertmanager(text)
                                .route()
                                .match(Labels.of(labels))
                                .getFirst()
                                .receiver())
                        .as(() -> "receiver of " + labels + " by the matcher " + matcher)
                        .isEqualTo(amtool.output().lines().toList().getLast());
            }
        }
        assertThat(read).as("matchers that amtool reads").isGreaterThan(50);
    }

    private static String routes(Random random, int depth) {
        String indent = "  ".repeat(2 * depth - 1);
        StringBuilder yaml = new StringBuilder(indent).append("routes:\n");
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            yaml.append(indent)
                    .append("  - matchers: [")
                    .append(matcher(random))
                    .append("]\n");
            if (random.nextBoolean()) {
                yaml.append(indent)
                        .append("    receiver: ")
                        .append((char) ('a' + random.nextInt(3)))
                        .append('\n');
            }
            if (random.nextBoolean()) {
                yaml.append(indent).append("    continue: true\n");
            }
            if (depth < 3 && random.nextBoolean()) {
                yaml.append(routes(random, depth + 1));
            }
        }
        return yaml.toString();
    }

    private static String matcher(Random random) {
        String name = List.of("x", "y", "z").get(random.nextInt(3));
        String operator = List.of("=", "!=", "=~", "!~").get(random.nextInt(4));
        String value = List.of("1", "2", "", "1|2", ".*").get(random.nextInt(operator.contains("~") ? 5 : 3));
        return "'" + name + operator + "\"" + value + "\"'";
    }

    private void agree(String text, Random random, int times, Map<String, List<String>> values) {
        Route root = alertmanager(text).route();
        Path file = write(text);
        for (int i = 0; i < times; i++) {
            Map<String, String> labels = values.entrySet().stream()
                    .filter(any -> random.nextInt(4) > 0)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> entry.getValue()
                                    .get(random.nextInt(entry.getValue().size()))));
            List<String> command = new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + file));
            labels.forEach((name, value) -> command.add(name + "=" + value));
            Result amtool = run(command);
            assertThat(amtool).satisfies(AmtoolTest::success);
            assertThat(amtool.output().lines().toList().getLast())
                    .as(() -> "receivers of " + labels + " by\n" + text)
                    .isEqualTo(root.match(Labels.of(labels)).stream()
                            .map(Route::receiver)
                            .collect(Collectors.joining(",")));
        }
    }

    private record Result(int status, String output) {}

    private static void success(Result result) {
        assertThat(result.status()).as(result.output()).isZero();
    }

    private Result check(String text) {
        return run(List.of("check-config", write(text).toString()));
    }

    private Path write(String text) {
        try {
            return Files.writeString(Files.createTempFile(directory, "alertmanager", ".yml"), text);
        } catch (IOException e) {
            throw new AssertionError("no file for amtool", e);
        }
    }

    private static Result run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("amtool"));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("amtool ends").isTrue();
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new AssertionError(
                    "this test runs amtool, which is not on the PATH; Debian has it in the package prometheus-alertmanager",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while amtool ran", e);
        }
    }
}
