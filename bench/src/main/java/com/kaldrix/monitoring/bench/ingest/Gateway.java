package com.kaldrix.monitoring.bench.ingest;

import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateway as the stack starts it: disk buffer, labels, KPIs; forwarding when there is a target. No archive. */
final class Gateway implements Receiver {
    private static final ServiceDefinition SERVICE = ServiceDefinition.METRICS_GATEWAY;

    static final String FORWARDED = "ours, label added, KPIs, forwarded";
    static final String KEPT = "ours, not forwarded";

    /**
     * Of the heap, in bytes: what the service wants, and what a series does; the rule stands in docs/metrics-gateway.md. All series
     * come of one source, which may have four fifths of what there may be.
     */
    private static final long HEAP = 130L << 20;

    private static final long HEAP_PER_SERIES = 2_500 * 5 / 4;

    private final int series;
    private final Path root;
    private final Path state;
    private final @Nullable RecordingTarget target;
    private @Nullable KaldrixStack stack;

    Gateway(int series, Path root, Path state, @Nullable RecordingTarget target) {
        this.series = series;
        this.root = root;
        this.state = state;
        this.target = target;
    }

    @Override
    public String name() {
        return target == null ? KEPT : FORWARDED;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Folders.delete(state);
        StackBuilder builder = KaldrixStack.builder(root)
                .state(state)
                .ports(Ports.free())
                .regions(List.of("us-east-1"))
                .services(List.of(SERVICE))
                .jvmOptions(SERVICE, List.of("-Xms96m", "-Xmx" + ((HEAP + series * HEAP_PER_SERIES) >> 20) + "m"))
                .environment(SERVICE, "KALDRIX_ARCHIVE_LOCATION", "");
        builder.metrics(plan ->
                target == null ? plan.withoutFleet() : plan.withoutFleet().forwardingTo(target.url()));
        stack = builder.start();
    }

    private KaldrixStack stack() {
        return Objects.requireNonNull(stack, "the gateway has not been started");
    }

    @Override
    public URI url() {
        return URI.create(stack().url(SERVICE.label()) + "/api/v1/write");
    }

    @Override
    public Optional<String> token() {
        return Optional.of(stack().token().value());
    }

    @Override
    public long pid() {
        return stack().service(SERVICE.label()).pid().orElseThrow();
    }

    @Override
    public Optional<Long> forwarded() {
        return Optional.ofNullable(target).map(RecordingTarget::samples);
    }

    @Override
    public void close() {
        if (stack != null) {
            stack.close();
        }
        if (target != null) {
            target.close();
        }
        try {
            Folders.delete(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
