package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.http.HttpClients;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The forwarders of all targets. A target that is configured as before is left alone when the configuration changes. */
public final class Forwarders implements AutoCloseable {
    private final DiskBuffer buffer;
    private final MeterRegistry registry;
    private final Clock clock;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<String, MeterTargetMetrics> metrics = new ConcurrentHashMap<>();

    private record Running(RemoteWriteTarget target, Forwarder forwarder, HttpClient client) {
        void end() {
            forwarder.close();
            client.shutdownNow();
        }
    }

    Forwarders(DiskBuffer buffer, MeterRegistry registry, Clock clock) {
        this.buffer = buffer;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * From now on these are the targets, with names that differ.
     *
     * @throws RuntimeException when one of them cannot begin, such as for want of a file with certificates; those that began
     *     go on
     */
    public synchronized void apply(List<RemoteWriteTarget> targets) {
        Set<String> names = new HashSet<>();
        targets.forEach(target -> names.add(target.name()));
        for (String name : List.copyOf(running.keySet())) {
            Running before = running.get(name);
            if (before != null
                    && (!names.contains(name)
                            || targets.stream().noneMatch(target -> target.equals(before.target())))) {
                running.remove(name);
                before.end();
            }
        }
        for (RemoteWriteTarget target : targets) {
            if (!running.containsKey(target.name())) {
                running.put(target.name(), start(target));
            }
        }
    }

    private Running start(RemoteWriteTarget target) {
        HttpClient client = HttpClients.of(target.access(), executor);
        HttpEndpoint endpoint = new HttpEndpoint(client, target.url(), target.timeout(), Proofs.of(target), clock);
        Forwarder.Plan plan = new Forwarder.Plan(
                target.name(), target.protocol(), target.contents(), target.queue(), target.lanes(), relabel(target));
        MeterTargetMetrics counts =
                metrics.computeIfAbsent(target.name(), name -> new MeterTargetMetrics(name, registry));
        Forwarder forwarder = new Forwarder(plan, buffer, endpoint, counts);
        forwarder.start();
        return new Running(target, forwarder, client);
    }

    private static Function<LabelSet, Optional<LabelSet>> relabel(RemoteWriteTarget target) {
        return labels -> {
            target.externalLabels().forEach((name, value) -> {
                if (!labels.has(name)) {
                    labels.set(name, value);
                }
            });
            return target.relabel().apply(labels) ? Optional.of(labels) : Optional.empty();
        };
    }

    /** The names of the cursors of all targets, those of second lanes among them. */
    public synchronized List<String> cursors() {
        return running.values().stream()
                .flatMap(one -> one.forwarder().cursors().stream())
                .toList();
    }

    /** Targets that did not take the last request, with the reason. */
    synchronized Map<String, String> unwell() {
        Map<String, String> all = new LinkedHashMap<>();
        running.keySet().forEach(name -> {
            MeterTargetMetrics counts = metrics.get(name);
            if (counts != null && !counts.well()) {
                all.put(name, counts.reason());
            }
        });
        return all;
    }

    @Override
    public synchronized void close() {
        running.values().forEach(Running::end);
        running.clear();
        executor.shutdownNow();
    }
}
