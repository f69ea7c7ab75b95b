package com.kaldrix.monitoring.local.stack;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Says what a {@link KaldrixStack} is to be like, and starts it. */
public final class StackBuilder {
    private final Path root;
    private Path state;
    private Ports ports = Ports.DEFAULT;
    private List<String> regions = StackSettings.REGIONS;
    private double clockSpeed = 1;
    private MetricsPlan metrics = MetricsPlan.USUAL;
    private final Map<ServiceDefinition, ServicePlan> plans = new LinkedHashMap<>();
    private Consumer<String> progress = line -> {};
    private Clock clock = Clock.systemUTC();

    StackBuilder(Path root) {
        this.root = root;
        this.state = root.resolve(".kaldrix");
        services(ServiceDefinition.all());
    }

    /** The folder that keeps everything that outlives the stack; {@code .kaldrix} under the root by default. */
    public StackBuilder state(Path folder) {
        state = folder;
        return this;
    }

    /** Where the parts listen. */
    public StackBuilder ports(Ports wanted) {
        ports = wanted;
        return this;
    }

    /** The regions, the hub first. */
    public StackBuilder regions(List<String> names) {
        regions = names;
        return this;
    }

    /** Which services run, one process each; may be empty. */
    public StackBuilder services(List<ServiceDefinition> wanted) {
        plans.clear();
        wanted.forEach(one -> plans.put(one, ServicePlan.of(one)));
        return this;
    }

    /** How many processes alert-processor has. */
    public StackBuilder replicas(int count) {
        return change(ServiceDefinition.ALERT_PROCESSOR, plan -> plan.times(count));
    }

    /** An environment variable for all processes of a service, in addition to or instead of the usual ones. */
    public StackBuilder environment(ServiceDefinition service, String name, String value) {
        return change(service, plan -> plan.with(name, value));
    }

    /** Options for the Java virtual machines of a service, after its usual ones. */
    public StackBuilder jvmOptions(ServiceDefinition service, List<String> options) {
        return change(service, plan -> plan.withOptions(options));
    }

    /** A service that usually has a process in each region has one in the hub, for all regions. */
    public StackBuilder inHubOnly(ServiceDefinition service) {
        return change(service, ServicePlan::inHub);
    }

    /** A service that usually runs in the hub has a process in each region, each with a database of its own. */
    public StackBuilder inEveryRegion(ServiceDefinition service) {
        return change(service, ServicePlan::inEveryRegion);
    }

    /** The services' seconds for each real one. */
    public StackBuilder clockSpeed(double speed) {
        clockSpeed = speed;
        return this;
    }

    /** How metrics come about, and where they go. */
    public StackBuilder metrics(UnaryOperator<MetricsPlan> change) {
        metrics = change.apply(metrics);
        return this;
    }

    /** Is told, line by line, what has been done. */
    public StackBuilder progress(Consumer<String> listener) {
        progress = listener;
        return this;
    }

    /** The clock of the stack itself. */
    public StackBuilder clock(Clock wanted) {
        clock = wanted;
        return this;
    }

    /** The settings as they stand. */
    public StackSettings settings() {
        return new StackSettings(
                root, state, ports, new World(regions, clockSpeed), List.copyOf(plans.values()), metrics);
    }

    /** A stack with these settings that has not been started. */
    public KaldrixStack build() {
        return new KaldrixStack(settings(), progress, clock);
    }

    /**
     * Starts the stack and waits until all of it is ready.
     *
     * @throws StackException with one sentence when a part cannot be had
     */
    public KaldrixStack start() throws InterruptedException {
        KaldrixStack stack = build();
        stack.start();
        return stack;
    }

    private StackBuilder change(ServiceDefinition service, UnaryOperator<ServicePlan> change) {
        ServicePlan plan = plans.get(service);
        if (plan == null) {
            throw new IllegalArgumentException("the stack is not to have " + service.label());
        }
        plans.put(service, change.apply(plan));
        return this;
    }
}
