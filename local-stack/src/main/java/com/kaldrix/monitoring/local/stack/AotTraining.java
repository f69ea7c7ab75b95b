package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a service's AOT cache (JEP 514): starts it once on a throw-away stack, uses it a little and stops it, whereupon
 * the JVM writes what it has learned. Made anew only when the jar or the JDK has changed.
 */
public final class AotTraining {
    /** The JVM assembles the cache after the application has ended. */
    private static final Duration WRITE_WITHIN = Duration.ofMinutes(3);

    private AotTraining() {}

    /**
     * Makes the cache unless it fits already.
     *
     * @return whether it was made
     * @throws StackException when the service does not come up or the JVM writes no cache
     */
    public static boolean train(Path root, ServiceDefinition service, Consumer<String> progress)
            throws IOException, InterruptedException {
        AppLayout layout = AppLayout.of(root, service);
        if (layout.hasAotCache()) {
            return false;
        }
        layout.dropAotCache();
        Path states = Files.createDirectories(root.resolve(".kaldrix").resolve("training"));
        Path state = Files.createTempDirectory(states, service.label());
        StackBuilder builder = KaldrixStack.builder(root)
                .state(state)
                .ports(Ports.free())
                .services(List.of(service))
                .regions(StackSettings.REGIONS.subList(0, 1))
                .metrics(MetricsPlan::withoutFleet)
                .jvmOptions(service, List.of("-XX:AOTCacheOutput=" + layout.aotCache()));
        try (KaldrixStack stack = builder.start()) {
            progress.accept(service.label() + " is up for training");
            ServiceProcess process = stack.service(service.label());
            exercise(stack.url(service.label()), service, stack.token());
            process.stop(WRITE_WITHIN);
        } finally {
            Folders.delete(state);
        }
        if (!Files.isRegularFile(layout.aotCache())) {
            throw new StackException("the JVM wrote no AOT cache for " + service.label());
        }
        layout.sealAotCache();
        return true;
    }

    private static void exercise(URI base, ServiceDefinition service, AdminToken token)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (TrainingCall call : service.training()) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token.value());
                call.headers().forEach(request::header);
                call.body().ifPresent(body -> request.POST(BodyPublishers.ofByteArray(body)));
                http.send(request.build(), BodyHandlers.discarding());
            }
        }
    }
}
