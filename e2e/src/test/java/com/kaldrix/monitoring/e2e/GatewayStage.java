package com.kaldrix.monitoring.e2e;

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
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One gateway that forwards to a target that remembers, and loads for it. */
final class GatewayStage implements AutoCloseable {
    private static final ServiceDefinition SERVICE = ServiceDefinition.METRICS_GATEWAY;
    private static final String REGION = "us-east-1";

    private final RecordingTarget target;
    private final KaldrixStack stack;
    private final Clock clock = Clock.systemUTC();

    private GatewayStage(RecordingTarget target, KaldrixStack stack) {
        this.target = target;
        this.stack = stack;
    }

    static GatewayStage start(String name) throws IOException, InterruptedException {
        RecordingTarget target = RecordingTarget.start(0);
        try {
            return new GatewayStage(
                    target,
                    KaldrixStack.builder(Packaged.root())
                            .state(Packaged.emptyState(name))
                            .ports(Ports.free())
                            .regions(List.of(REGION))
                            .services(List.of(SERVICE))
                            .metrics(plan -> plan.withoutFleet().forwardingTo(target.url()))
                            .start());
        } catch (IOException | InterruptedException | RuntimeException failure) {
            target.close();
            throw failure;
        }
    }

    RecordingTarget target() {
        return target;
    }

    ServiceProcess gateway() {
        return stack.service(SERVICE.label());
    }

    /** A load of so many series that begins two hours ago and is a sample each second. */
    LoadSender load(int series, Version version) {
        LoadShape shape = new LoadShape(
                series,
                500,
                4,
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
