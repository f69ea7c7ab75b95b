package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.stack.AotTraining;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged suite as {@code ./kaldrix up} starts it: does it still show what dashboards and rules ask for? */
class RunningSuiteTest {
    private static KaldrixStack stack;
    private static Ports ports;

    @BeforeAll
    static void start() throws Exception {
        for (ServiceDefinition service : ServiceDefinition.all()) {
            AotTraining.train(Project.ROOT, service, line -> {});
        }
        ports = Ports.free();
        stack = KaldrixStack.builder(Project.ROOT)
                .state(Project.folder("stack"))
                .ports(ports)
                .start();
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /** What appears only after something has happened is in the recordings of a demo; its name has to be in the sources. */
    @Test
    void whatIsAskedForIsShown() throws Exception {
        Set<String> asked = new TreeSet<>(Dashboards.metrics());
        asked.addAll(Rules.metrics());
        ShownPages shown = new ShownPages(stack.settings());
        Set<String> onlyAfterEvents = new TreeSet<>(MetricNames.onlyAfterEvents());
        onlyAfterEvents.addAll(MetricNames.onlyAfterAlerts());
        await("all metrics that need no event are shown")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    Set<String> missing = new TreeSet<>(asked);
                    for (Map.Entry<String, ExposedPage> page : shown.read().entrySet()) {
                        missing.removeAll(page.getValue().names());
                    }
                    missing.removeAll(onlyAfterEvents);
                    assertThat(missing).isEmpty();
                });
    }

    /** The proof that operators run after a deployment. */
    @Test
    @Tag("external")
    void theSuiteIsProvenFromOutside() throws Exception {
        Path state = Files.createDirectories(Project.folder("proof"));
        Files.writeString(state.resolve("stack.json"), """
                {"ports": {"services": %d, "replicas": %d, "aws": %d}}
                """.formatted(ports.services(), ports.replicas(), ports.aws()));
        Files.copy(stack.token().file(), state.resolve("token"));
        Path junit = state.resolve("result.xml");
        Program.Said said = Program.run(
                Project.ROOT,
                Map.of(),
                List.of(
                        "bash",
                        Project.SCRIPTS.resolve("test_monitoring.sh").toString(),
                        "--local",
                        "--state",
                        state.toString(),
                        "--junit",
                        junit.toString()));
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(Files.readString(junit))
                .contains("failures=\"0\"", "a synthetic alarm comes back", "classname=\"eu-west-1\"");
    }

    /** The reference in the documents is what the services say of themselves. */
    @Test
    @Tag("external")
    void theReferenceIsThatOfTheServices() throws Exception {
        Path state = Files.createDirectories(Project.folder("reference"));
        Files.writeString(state.resolve("stack.json"), """
                {"ports": {"services": %d, "replicas": %d, "aws": %d}}
                """.formatted(ports.services(), ports.replicas(), ports.aws()));
        Files.copy(stack.token().file(), state.resolve("token"));
        Program.Said said = Program.run(
                Project.ROOT,
                Map.of(),
                List.of(
                        "bash",
                        Project.SCRIPTS.resolve("api_reference.sh").toString(),
                        "--check",
                        "--state",
                        state.toString()));
        assertThat(said.exit()).as(said.text()).isZero();
    }

    /** That what counts as appearing later really is in a service. */
    @Test
    void whatAppearsLaterIsInTheSources() throws Exception {
        assertThat(MetricNames.notRecorded())
                .allSatisfy(name ->
                        assertThat(MetricNames.isInSources(name)).as(name).isTrue());
    }
}
