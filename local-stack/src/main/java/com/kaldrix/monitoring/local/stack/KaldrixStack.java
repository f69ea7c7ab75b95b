package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.Provisioning.RegionResources;
import com.kaldrix.monitoring.local.fleet.Fleet;
import com.kaldrix.monitoring.local.fleet.NodeSpec;
import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.kaldrix.monitoring.local.supervise.Backoff;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import com.kaldrix.monitoring.local.supervise.ServiceSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole suite on this machine: PostgreSQL, SQS and SNS, the sinks, and the services' real jars as processes of their
 * own. The command line and JUnit use it alike:
 *
 * <pre>{@code
 * try (KaldrixStack stack = KaldrixStack.builder(root).ports(Ports.free()).replicas(2).start()) {
 *     stack.service("alert-processor").kill();
 *     stack.sinks().misbehave(SinkName.SLACK, Behaviour.status(503));
 * }
 * }</pre>
 */
public final class KaldrixStack implements AutoCloseable {
    /** The environment that topics and queues are named after. */
    public static final String ENVIRONMENT = "local";

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final StackSettings settings;
    private final Consumer<String> progress;
    private final Clock clock;
    private final Teardown teardown = new Teardown();
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::end, "stack-at-exit");
    private @Nullable LocalPostgres postgres;
    private @Nullable Sinks sinks;
    private @Nullable Cloud cloud;
    private @Nullable AdminToken token;
    private @Nullable Fleet fleet;

    KaldrixStack(StackSettings settings, Consumer<String> progress, Clock clock) {
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
    }

    /** A stack of the project at that root, with the usual settings and all services until told otherwise. */
    public static StackBuilder builder(Path root) {
        return new StackBuilder(root);
    }

    /**
     * Starts every part and waits until all are ready. What was started is ended again when one of them fails.
     *
     * @throws StackException with one sentence when a part cannot be had
     */
    void start() throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
            launch();
        } catch (IOException e) {
            closeAfter(e);
            throw new StackException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | InterruptedException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void launch() throws IOException, InterruptedException {
        Path state = settings.state();
        Files.createDirectories(state);
        Orphans.in(state).end(progress);
        token = AdminToken.in(state.resolve("token"));
        ScaledTime time = ScaledTime.of(settings.clockSpeed(), state, clock);
        Ports ports = settings.ports();

        Sinks outside = teardown.add(
                Sinks.start(Sinks.Settings.of(ports.sinks(), ports.smtp()).keptIn(state.resolve("sinks"))));
        sinks = outside;
        progress.accept("sinks for Slack, PagerDuty, mail and webhooks listen on port " + ports.sinks());
        LocalPostgres database = teardown.add(LocalPostgres.start(
                state.resolve("postgres"), settings.root().resolve(".kaldrix").resolve("cache"), ports.postgres()));
        postgres = database;
        progress.accept("PostgreSQL is ready on port " + ports.postgres());
        LocalAws aws = teardown.add(LocalAws.keptIn(state.resolve("aws"), ports.aws()));
        Cloud provisioned = Cloud.provision(
                aws, ENVIRONMENT, settings.regions(), settings.metrics().moreTopics(), outside);
        cloud = provisioned;
        progress.accept(
                "SQS and SNS of " + String.join(", ", settings.regions()) + " are ready on port " + ports.aws());
        if (settings.hasFleet()) {
            Fleet nodes = teardown.add(new Fleet(settings.metrics().nodes(settings.regions()), clock));
            fleet = nodes;
            outside.mount(Fleet.PATH, nodes.pages());
        }
        startServices(new Wiring.Common(
                Objects.requireNonNull(token).file(), time, state.resolve("archive"), settings.metrics()));
        if (fleet != null) {
            fleet.push(gateways(), token().value());
            progress.accept(
                    fleet.nodes().size() + " simulated nodes are scraped and push; see " + outside.url() + Fleet.PATH);
        }
    }

    private Map<String, URI> gateways() {
        Map<String, URI> gateways = new LinkedHashMap<>();
        for (ServiceInstance one : settings.instances()) {
            if (one.definition() == ServiceDefinition.METRICS_GATEWAY) {
                gateways.put(one.region(), url(one.name()));
            }
        }
        return gateways;
    }

    private void startServices(Wiring.Common common) throws IOException, InterruptedException {
        List<ServiceProcess> starting = new ArrayList<>();
        GatewayFiles files =
                new GatewayFiles(settings.metrics(), settings.ports().sinks());
        for (ServicePlan plan : settings.services()) {
            AppLayout layout = AppLayout.of(settings.root(), plan.definition());
            for (ServiceInstance instance : plan.instances(settings.regions())) {
                plan.database(instance.index()).ifPresent(postgres()::createDatabaseIfMissing);
                if (instance.definition() == ServiceDefinition.METRICS_GATEWAY) {
                    files.write(folder(instance), nodesOf(instance.region()));
                }
                ServiceProcess process =
                        teardown.add(new ServiceProcess(spec(plan, instance, layout, common), Backoff.DEFAULT, clock));
                synchronized (processes) {
                    processes.put(process.spec().name(), process);
                }
                process.start();
                starting.add(process);
            }
        }
        for (ServiceProcess process : starting) {
            process.awaitReady(READY_WITHIN, progress);
            progress.accept(process.spec().name() + " is ready on port "
                    + Objects.requireNonNull(process.spec().readiness()).getPort());
        }
    }

    private Path folder(ServiceInstance instance) {
        return settings.state().resolve("services").resolve(instance.name());
    }

    private List<NodeSpec> nodesOf(String region) {
        return fleet == null
                ? List.of()
                : fleet.nodes().stream()
                        .filter(node -> node.region().equals(region))
                        .toList();
    }

    private ServiceSpec spec(ServicePlan plan, ServiceInstance instance, AppLayout layout, Wiring.Common common) {
        ServiceDefinition definition = plan.definition();
        String name = instance.name();
        int port = instance.port(settings.ports());
        Optional<Wiring.Database> database = plan.database(instance.index())
                .map(own -> new Wiring.Database(
                        postgres().jdbcUrl(own),
                        postgres().username(),
                        postgres().password()));
        Wiring wiring = new Wiring(
                new Wiring.Place(port, instance.region(), folder(instance), plan.everywhere()),
                database,
                Objects.requireNonNull(cloud),
                settings.regions(),
                sinks(),
                common);
        Map<String, String> environment = new LinkedHashMap<>(definition.environment(wiring));
        environment.putAll(plan.environment());
        List<String> options = new ArrayList<>(definition.jvmOptions());
        if (layout.hasAotCache()) {
            options.add("-XX:AOTCache=" + layout.aotCache());
        }
        options.addAll(plan.jvmOptions());
        return new ServiceSpec(
                name,
                layout.command(options),
                environment,
                layout.folder(),
                ServiceSpec.Files.under(settings.state(), name),
                URI.create("http://127.0.0.1:" + port + definition.readinessPath()));
    }

    /** How it was set up. */
    public StackSettings settings() {
        return settings;
    }

    /** What stands in for Slack, PagerDuty, mail and webhooks. */
    public Sinks sinks() {
        return Objects.requireNonNull(sinks, "the stack is not up");
    }

    /** The database server. */
    public LocalPostgres postgres() {
        return Objects.requireNonNull(postgres, "the stack is not up");
    }

    /** SQS and SNS. */
    public LocalAws aws() {
        return Objects.requireNonNull(cloud, "the stack is not up").aws();
    }

    /** The topics and queues of a region. */
    public RegionResources resources(String region) {
        return Objects.requireNonNull(cloud, "the stack is not up").region(region);
    }

    /** The simulated nodes; empty when there are none. */
    public Optional<Fleet> fleet() {
        return Optional.ofNullable(fleet);
    }

    /** The token that opens the services. */
    public AdminToken token() {
        return Objects.requireNonNull(token, "the stack is not up");
    }

    /** The processes of the services, replicas included, by name. */
    public Map<String, ServiceProcess> services() {
        synchronized (processes) {
            return Map.copyOf(processes);
        }
    }

    /** The process of that name, such as {@code alert-processor-2} for the second replica. */
    public ServiceProcess service(String name) {
        return Objects.requireNonNull(services().get(name), () -> "the stack has no process " + name);
    }

    /** The address of a service's process, without a slash at the end. */
    public URI url(String name) {
        URI readiness = Objects.requireNonNull(service(name).spec().readiness());
        return URI.create("http://127.0.0.1:" + readiness.getPort());
    }

    /** Everything that a person may want to see the state of. */
    public static List<StackPart> parts(StackSettings settings) {
        Path state = settings.state();
        Ports ports = settings.ports();
        Path own = Orphans.in(state).daemonFile();
        List<StackPart> parts = new ArrayList<>();
        parts.add(part("sinks", ports.sinks(), "http", "/healthz", own));
        parts.add(part("smtp", ports.smtp(), "tcp", "", own));
        Path postmaster = state.resolve("postgres").resolve("data").resolve("postmaster.pid");
        parts.add(part("postgres", ports.postgres(), "tcp", "", postmaster));
        parts.add(part("aws", ports.aws(), "tcp", "", own));
        for (ServiceInstance instance : settings.instances()) {
            Path pid = ServiceSpec.Files.under(state, instance.name()).pid();
            parts.add(part(
                    instance.name(),
                    instance.port(ports),
                    "http",
                    instance.definition().readinessPath(),
                    pid));
        }
        return List.copyOf(parts);
    }

    /**
     * Says in one sentence which port that a stack needs is taken, and by whom.
     *
     * @throws StackException for the first one that is taken
     */
    public static void requireFreePorts(StackSettings settings) {
        for (StackPart part : parts(settings)) {
            if (!LocalPorts.isFree(part.port())) {
                String holder =
                        PortHolder.of(part.port()).map(who -> " by " + who).orElse("");
                throw new StackException("Port " + part.port() + ", which " + part.name() + " needs, is in use" + holder
                        + "; stop that or move all ports with --port-base.");
            }
        }
    }

    private static StackPart part(String name, int port, String scheme, String path, Path pidFile) {
        return new StackPart(name, port, URI.create(scheme + "://127.0.0.1:" + port + path), pidFile);
    }

    /**
     * Ends everything, the services first and side by side, within about 35 s; what was kept stays. Happens by itself when
     * the JVM ends.
     */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook waits for the same lock and finds nothing left to do.
        }
        end();
    }

    private synchronized void end() {
        List<Thread> stops = services().values().stream()
                .map(process -> Thread.ofVirtual().start(() -> process.stop(STOP_WITHIN)))
                .toList();
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            teardown.close();
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
