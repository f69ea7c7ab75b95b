package com.kaldrix.monitoring.bench.start;

import com.kaldrix.monitoring.bench.fault.Pace;
import com.kaldrix.monitoring.local.stack.AppLayout;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.MetricsPlan;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import com.kaldrix.monitoring.local.supervise.ProcessFigures;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Starts a service again and again on a stack whose other parts are up, and measures each start. */
public final class StartUp {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration READY = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Path root;
    private final ServiceDefinition service;
    private final int times;

    /**
     * One start.
     *
     * @param ready from the start of the process until it says that it is ready
     * @param cpu processor time until then
     * @param resident memory of the process then, in bytes
     * @param heap used heap then, in bytes
     */
    public record Start(Duration ready, Duration cpu, long resident, long heap) {}

    /** Starts of that service, so many of each kind. */
    public StartUp(Path root, ServiceDefinition service, int times) {
        this.root = root;
        this.service = service;
        this.times = times;
    }

    /**
     * Measures. A first start, which makes the tables, is not counted.
     *
     * @param withCache whether the AOT cache is used
     */
    public List<Start> measure(boolean withCache) throws IOException, InterruptedException {
        if (withCache && !AppLayout.of(root, service).hasAotCache()) {
            throw new IllegalStateException(service.label() + " has no AOT cache; ./kaldrix up makes it");
        }
        Path state = root.resolve(".kaldrix").resolve("bench").resolve("start");
        Folders.delete(state);
        StackBuilder builder = KaldrixStack.builder(root)
                .state(state)
                .ports(Ports.free())
                .services(List.of(service))
                // One process alone: one that starts beside others is measured with them.
                .regions(List.of("us-east-1"))
                .metrics(MetricsPlan::withoutFleet)
                .jvmOptions(service, withCache ? List.of() : List.of("-XX:AOTMode=off"));
        List<Start> starts = new ArrayList<>();
        try (KaldrixStack stack = builder.start()) {
            ServiceProcess process = stack.service(service.label());
            for (int i = 0; i < times; i++) {
                process.stop(GRACE);
                starts.add(start(process, stack.url(service.label())));
            }
        } finally {
            Folders.delete(state);
        }
        return starts;
    }

    private static Start start(ServiceProcess process, URI url) throws IOException, InterruptedException {
        long from = System.nanoTime();
        process.start();
        while (!process.isReady()) {
            if (System.nanoTime() - from > READY.toNanos()) {
                throw new IllegalStateException(process.spec().name() + " was not ready in time");
            }
            Pace.pause(LOOK);
        }
        Duration ready = Duration.ofNanos(System.nanoTime() - from);
        ProcessFigures figures =
                process.figures().orElseThrow(() -> new IllegalStateException("the system tells no figures"));
        OptionalLong resident = figures.residentBytes();
        return new Start(ready, figures.cpu(), resident.orElse(0), heap(url));
    }

    private static long heap(URI url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return (long) http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
