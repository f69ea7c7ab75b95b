package com.kaldrix.monitoring.bench.gateway;

import com.kaldrix.monitoring.local.remotewrite.LoadSender;
import com.kaldrix.monitoring.local.remotewrite.LoadShape;
import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One gateway that archives and forwards to a target that remembers, and loads for it. */
public final class GatewayStage implements AutoCloseable {
    private static final ServiceDefinition SERVICE = ServiceDefinition.METRICS_GATEWAY;
    private static final String REGION = "us-east-1";
    private static final int PER_REQUEST = 500;
    private static final int CONNECTIONS = 4;

    private final RecordingTarget target;
    private final KaldrixStack stack;
    private final Path archive;
    private final Clock clock = Clock.systemUTC();

    private GatewayStage(RecordingTarget target, KaldrixStack stack, Path archive) {
        this.target = target;
        this.stack = stack;
        this.archive = archive;
    }

    /**
     * Starts it.
     *
     * @param root of the project, whose built jar is started
     * @param state an empty folder
     */
    public static GatewayStage start(Path root, Path state) throws IOException, InterruptedException {
        Path archive = state.resolve("archive-of-the-load");
        RecordingTarget target = RecordingTarget.start(0);
        try {
            return new GatewayStage(
                    target,
                    KaldrixStack.builder(root)
                            .state(state)
                            .ports(Ports.free())
                            .regions(List.of(REGION))
                            .services(List.of(SERVICE))
                            .environment(SERVICE, "KALDRIX_ARCHIVE_LOCATION", archive.toString())
                            // Many small objects rather than a few large ones, so that kills meet their writing.
                            .environment(SERVICE, "KALDRIX_ARCHIVE_ROLL_INTERVAL", "200ms")
                            .metrics(plan -> plan.withoutFleet().forwardingTo(target.url()))
                            .start(),
                    archive);
        } catch (InterruptedException | RuntimeException failure) {
            target.close();
            throw failure;
        }
    }

    /** Where it forwards to. */
    public RecordingTarget target() {
        return target;
    }

    /** What it has archived so far. */
    public ArchivedLoad archived() throws IOException {
        return ArchivedLoad.in(archive);
    }

    /** The process. */
    public ServiceProcess gateway() {
        return stack.service(SERVICE.label());
    }

    /** A load of so many series that begins two hours ago and is a sample each second. */
    public LoadSender load(int series, Version version) {
        LoadShape shape = new LoadShape(
                series,
                PER_REQUEST,
                CONNECTIONS,
                version,
                clock.instant().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS),
                Duration.ofSeconds(1));
        return new LoadSender(
                shape,
                URI.create(stack.url(SERVICE.label()) + "/api/v1/write"),
                stack.token().value());
    }

    @Override
    public void close() {
        stack.close();
        target.close();
    }
}
