package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.aws.Provisioning.RegionResources;
import com.kaldrix.monitoring.local.demo.Screen.Tone;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.PostgresException;
import com.kaldrix.monitoring.local.stack.AotTraining;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.MetricsPlan;
import com.kaldrix.monitoring.local.stack.Orphans;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import com.kaldrix.monitoring.local.stack.StackException;
import com.kaldrix.monitoring.local.supervise.ServiceFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * {@code ./kaldrix demo}: starts a stack of its own whose time runs sixty times as fast, plays a night on call on it, and says
 * what arrived where. Exit codes: 0 when everything arrived as it should, exactly once; 1 when not; 2 when it was asked for
 * wrongly.
 */
public final class Demo {
    private static final int SPEED = 60;
    private static final int INTERRUPTED = 130;
    private static final List<ServiceDefinition> SERVICES = List.of(
            ServiceDefinition.ALERT_PROCESSOR,
            ServiceDefinition.METRICS_GATEWAY,
            ServiceDefinition.ANOMALY_PROCESSOR,
            ServiceDefinition.COMPLIANCE_REPORTER);

    /** The gateways keep real time, in which nothing of a night can be learnt; the windows of the night are told in its own. */
    private static final String WINDOWS = "night" + MetricsPlan.ONLY_SHARD;

    private static final Duration SCRAPE_EVERY = Duration.ofSeconds(2);

    /** A night has seventy real seconds: what takes minutes in earnest is told after one window. */
    private static final String KPIS = """
            kpis:
              validator_participation:
                thresholds:
                  - {severity: P2, below: 80, for: 0s}
            """;

    private final Path root;
    private final DemoOptions options;
    private final Screen screen;
    private final Clock clock = Clock.systemUTC();

    private Demo(Path root, DemoOptions options, Screen screen) {
        this.root = root;
        this.options = options;
        this.screen = screen;
    }

    /**
     * Plays the story; returns when it went well and ends the JVM with an exit code when it did not.
     *
     * @param args {@code --keep}, {@code --port-base N}
     */
    public static void main(String[] args) {
        int exit = run(List.of(args));
        System.out.flush();
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int run(List<String> args) {
        Path root =
                Path.of(System.getProperty("kaldrix.root", "")).toAbsolutePath().normalize();
        try {
            return new Demo(root, DemoOptions.parse(args), Screen.onTerminal()).play();
        } catch (IllegalArgumentException wrong) {
            return complain(wrong, 2);
        } catch (StackException | ServiceFailedException | PostgresException | IOException failure) {
            return complain(failure, 1);
        } catch (UncheckedIOException failure) {
            return complain(failure, 1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    private static int complain(Exception why, int exit) {
        System.err.println(why.getMessage());
        return exit;
    }

    private int play() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(root.resolve(".kaldrix"));
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new StackException("Another demo is running; only one at a time can.");
            }
            return play(folder.resolve("demo"));
        }
    }

    private int play(Path state) throws IOException, InterruptedException {
        wipe(state);
        logTo(state.resolve("logs").resolve("stack.log"));
        StackBuilder builder = KaldrixStack.builder(root)
                .state(state)
                .clockSpeed(SPEED)
                .services(SERVICES)
                .inHubOnly(ServiceDefinition.ANOMALY_PROCESSOR)
                .metrics(plan -> plan.every(SCRAPE_EVERY)
                        .signalsTo(SignalRelay.TOPIC)
                        .windowsFrom(WINDOWS)
                        .withKpis(KPIS))
                .progress(line -> screen.line("  " + line));
        hurry(builder);
        screen.line(Tone.CAUSE, "KALDRIX demo: a night on call. One second here is one minute there.");
        screen.line("");
        for (ServiceDefinition service : SERVICES) {
            if (AotTraining.train(root, service, line -> screen.line("  " + line))) {
                screen.line("  made the start-up cache of " + service.label() + ", once for each build");
            }
        }
        // As late as may be: others look for free ports as well.
        ports(builder);
        Curtain curtain = new Curtain();
        Runtime.getRuntime().addShutdownHook(curtain.hook());
        try (KaldrixStack stack = builder.start()) {
            int exit = perform(stack, state, curtain);
            if (options.keep()) {
                Addresses.print(screen, stack);
                curtain.scene("after the story");
                new CountDownLatch(1).await();
            }
            curtain.scene("at the end");
            return exit;
        } finally {
            curtain.falls();
        }
    }

    /** What the stack's own libraries have to say is not for the audience. */
    private static void logTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Logger all = Logger.getLogger("");
        for (Handler handler : all.getHandlers()) {
            all.removeHandler(handler);
        }
        FileHandler handler = new FileHandler(file.toString());
        handler.setFormatter(new SimpleFormatter());
        all.addHandler(handler);
    }

    private int perform(KaldrixStack stack, Path state, Curtain curtain) throws IOException, InterruptedException {
        try (ServiceClient service = new ServiceClient(
                        stack.url(ServiceDefinition.ALERT_PROCESSOR.label()),
                        stack.token().value());
                ServiceClient hub = new ServiceClient(
                        stack.url(ServiceDefinition.METRICS_GATEWAY.label()),
                        stack.token().value());
                SignalRelay relay = relay(state);
                CloudWatch cloudWatch = cloudWatch(stack, state);
                WindowFeed windows = windows(stack, state)) {
            relay.start(stack.aws().endpoint(), regions(stack));
            service.get("/api/v1/incidents");
            EarlierAnomalies earlier =
                    EarlierAnomalies.silence(service, times(state).serviceTime());
            screen.line("  anomaly-processor has seen %d windows of what was before the night"
                    .formatted(windows.catchUp()));
            StoryClock story = StoryClock.beginning(clock, anchor(state), Night.BEGIN, SPEED);
            earlier.until(story.serviceTime(story.start()));
            Prometheus prometheus = new Prometheus(service, story::serviceTime);
            Metrics metrics = new Metrics(
                    stack.fleet().orElseThrow(),
                    hub,
                    new KpiBoard(stack.settings().regions()),
                    screen,
                    clock);
            Stage stage = new Stage(cloudWatch, prometheus, service, stack.sinks(), new MessageReader(story), metrics);
            screen.line("");
            screen.line("  Watch it at " + stack.sinks().url() + "/");
            screen.line("");
            screen.line(Tone.QUIET, " story    what happens, and below it what arrives where");
            Play play = new Play(stage, story, screen, curtain);
            windows.follow(story);
            play.run(Night.events(stage), Night.reactions(stage), Night.END);
            if (curtain.interrupted()) {
                return INTERRUPTED;
            }
            int night = report(play, prometheus);
            curtain.scene("on the morning after");
            List<String> troubles = new MorningAfter(stack, screen, story::serviceTime, state).play();
            troubles.forEach(trouble -> screen.paragraph(Tone.BAD, "    ", "  - " + trouble));
            return troubles.isEmpty() ? night : 1;
        }
    }

    private int report(Play play, Prometheus prometheus) {
        List<Expectation> expectations = Night.expectations();
        Outcome outcome = Outcome.of(expectations, play.messages());
        Report report = new Report(screen);
        report.table(expectations, outcome);
        report.heldBack(Night.heldBack(), Map.of("repetitions", prometheus.repetitions(), "refused", play.refused()));
        List<String> troubles = new ArrayList<>(play.troubles());
        boolean good = outcome.good() && troubles.isEmpty();
        if (!good && !play.stall().isZero()) {
            troubles.add(
                    "The machine held this program up for %d ms, which is %d s of the story; messages may be late for that."
                            .formatted(play.stall().toMillis(), play.stall().toSeconds() * SPEED));
        }
        report.verdict(expectations, outcome, troubles);
        return good ? 0 : 1;
    }

    private CloudWatch cloudWatch(KaldrixStack stack, Path state) throws IOException {
        return new CloudWatch(stack.aws().endpoint(), regions(stack), times(state)::serviceTime);
    }

    private WindowFeed windows(KaldrixStack stack, Path state) throws IOException {
        List<String> regions = stack.settings().regions();
        String hub = regions.getFirst();
        RegionResources resources = stack.resources(hub);
        String topic = resources.topicArns().getOrDefault(WINDOWS, "");
        return new WindowFeed(
                new WindowFeed.Target(stack.aws().endpoint(), hub, topic, resources.queueUrl(WINDOWS)),
                Telemetry.night(regions),
                times(state)::serviceTime);
    }

    private SignalRelay relay(Path state) throws IOException {
        return new SignalRelay(times(state)::serviceTime);
    }

    /** The services' clocks, before there is a story. */
    private StoryClock times(Path state) throws IOException {
        Instant anchor = anchor(state);
        return new StoryClock(clock, anchor, anchor, SPEED);
    }

    private static Map<String, RegionResources> regions(KaldrixStack stack) {
        Map<String, RegionResources> regions = new LinkedHashMap<>();
        stack.settings().regions().forEach(region -> regions.put(region, stack.resources(region)));
        return regions;
    }

    /** When the services' clocks began to run faster; the stack keeps it for their restarts. */
    private static Instant anchor(Path state) throws IOException {
        String[] words = Files.readString(state.resolve("clock")).strip().split(" ");
        return Instant.parse(words[words.length - 1]);
    }

    /** Deletes what an earlier demo has left, its processes first. */
    private void wipe(Path state) throws IOException {
        Orphans.in(state).end(line -> screen.line("  " + line));
        Path postgres = state.resolve("postgres");
        if (Files.exists(postgres.resolve("data").resolve("postmaster.pid"))) {
            LocalPostgres.start(postgres, root.resolve(".kaldrix").resolve("cache"), 0)
                    .close();
        }
        Folders.delete(state);
    }

    /** The usual ports when nobody uses them, else any. */
    private void ports(StackBuilder builder) {
        if (options.portBase().isPresent()) {
            builder.ports(Ports.fromBase(options.portBase().getAsInt()));
            KaldrixStack.requireFreePorts(builder.settings());
            return;
        }
        try {
            KaldrixStack.requireFreePorts(builder.settings());
        } catch (StackException taken) {
            builder.ports(Ports.free());
        }
    }

    /** What protects a transport keeps real time in the service; in the story it is to keep the story's. */
    private static void hurry(StackBuilder builder) {
        Map<String, Duration> usual = Map.of(
                "KALDRIX_DELIVERY_RETRY_FIRST", Duration.ofSeconds(1),
                "KALDRIX_DELIVERY_RETRY_MOST", Duration.ofSeconds(30),
                "KALDRIX_DELIVERY_BREAKER_PAUSE", Duration.ofSeconds(5),
                "KALDRIX_DELIVERY_LIMITS_SLACK_INTERVAL", Duration.ofSeconds(1),
                "KALDRIX_DELIVERY_LIMITS_PAGERDUTY_INTERVAL", Duration.ofMillis(600));
        usual.forEach((name, time) ->
                builder.environment(ServiceDefinition.ALERT_PROCESSOR, name, time.toMillis() / SPEED + "ms"));
        builder.environment(ServiceDefinition.ALERT_PROCESSOR, "KALDRIX_DELIVERY_LIMITS_PAGERDUTY_BURST", "20");
        builder.environment(ServiceDefinition.METRICS_GATEWAY, "KALDRIX_WINDOWS_LATENESS", "3s");
        builder.environment(ServiceDefinition.METRICS_GATEWAY, "KALDRIX_KPI_LATENESS", "3s");
        builder.environment(ServiceDefinition.METRICS_GATEWAY, "KALDRIX_KPI_PATIENCE", "8s");
        // What waits by the wall clock waits a sixtieth of it; no clock but that of the windows says that something is
        // missing.
        Map<String, String> detectors = Map.of(
                "KALDRIX_INTAKE_TICK_EVERY", "12h",
                "KALDRIX_INTAKE_CHECKPOINT_EVERY", "2m",
                "KALDRIX_CORRELATION_EVERY", "300ms",
                "KALDRIX_CORRELATION_DELAY", "2m",
                "KALDRIX_FORECASTS_EVERY", "1s",
                "KALDRIX_FORECASTS_LEAST_HISTORY", "10m",
                "KALDRIX_FORESTS_HOT", "{component=\"application\"}");
        detectors.forEach((name, value) -> builder.environment(ServiceDefinition.ANOMALY_PROCESSOR, name, value));
        // In this night nobody gets up: what that would page for is not part of the story.
        Map<String, String> reporter = Map.of(
                "KALDRIX_RESPONSE_TARGETS_P0", "12h",
                "KALDRIX_RESPONSE_TARGETS_P1", "12h",
                "KALDRIX_RESPONSE_TARGETS_P2", "24h",
                "KALDRIX_REPORTS_SCHEDULED", "");
        reporter.forEach((name, value) -> builder.environment(ServiceDefinition.COMPLIANCE_REPORTER, name, value));
    }
}
