package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery.Role;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.FoundTargets;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Targets in a cluster, as its API tells of them. */
public final class KubernetesTargets implements FoundTargets {
    private static final String CORE = "/api/v1";
    private static final String DISCOVERY = "/apis/discovery.k8s.io/v1";

    private final KubernetesApi api;
    private final Discovery.InKubernetes settings;
    private final Map<Role, List<ObjectWatch>> watches = new EnumMap<>(Role.class);
    private long seen = -1;
    private List<TargetGroup> groups = List.of();

    private KubernetesTargets(KubernetesApi api, Discovery.InKubernetes settings) {
        this.api = api;
        this.settings = settings;
    }

    /** Begins to watch; each kind of objects in each namespace needs a thread of the executor for as long as it is watched. */
    public static KubernetesTargets begin(
            URI server, HttpAccess access, Discovery.InKubernetes settings, Executor executor) {
        KubernetesTargets targets = new KubernetesTargets(new KubernetesApi(server, access, executor), settings);
        for (Role needed : needed(settings.role())) {
            List<ObjectWatch> ofRole = new ArrayList<>();
            for (String path : targets.paths(needed)) {
                ofRole.add(new ObjectWatch(targets.api, path, targets.selection(needed)));
            }
            targets.watches.put(needed, ofRole);
        }
        targets.watches.values().forEach(ofRole -> ofRole.forEach(watch -> executor.execute(watch::run)));
        return targets;
    }

    private static List<Role> needed(Role role) {
        return switch (role) {
            case POD, SERVICE, NODE -> List.of(role);
            case ENDPOINTS, ENDPOINTSLICE -> List.of(role, Role.POD, Role.SERVICE);
        };
    }

    private List<String> paths(Role role) {
        String base = role == Role.ENDPOINTSLICE ? DISCOVERY : CORE;
        String plural =
                switch (role) {
                    case POD -> "pods";
                    case SERVICE -> "services";
                    case ENDPOINTS -> "endpoints";
                    case ENDPOINTSLICE -> "endpointslices";
                    case NODE -> "nodes";
                };
        if (role == Role.NODE || settings.namespaces().isEmpty()) {
            return List.of(base + "/" + plural);
        }
        return settings.namespaces().stream()
                .map(namespace -> base + "/namespaces/" + namespace + "/" + plural)
                .toList();
    }

    private Map<String, String> selection(Role role) {
        Map<String, String> selection = new LinkedHashMap<>();
        Discovery.Selector selector = settings.selectors().get(role);
        if (selector != null) {
            selection.put("labelSelector", selector.labels());
            selection.put("fieldSelector", selector.fields());
        }
        return selection;
    }

    @Override
    public synchronized List<TargetGroup> groups() {
        long changes = watches.values().stream()
                .flatMap(List::stream)
                .mapToLong(ObjectWatch::changes)
                .sum();
        if (changes != seen) {
            seen = changes;
            groups = of(settings.role()).stream()
                    .flatMap(watch -> watch.all().stream())
                    .map(target())
                    .toList();
        }
        return groups;
    }

    private List<ObjectWatch> of(Role role) {
        return watches.getOrDefault(role, List.of());
    }

    private Function<JsonNode, TargetGroup> target() {
        Objects.Known pods = key -> find(Role.POD, key);
        Objects.Known services = key -> find(Role.SERVICE, key);
        return switch (settings.role()) {
            case POD -> PodTargets::of;
            case SERVICE -> ServiceTargets::of;
            case NODE -> NodeTargets::of;
            case ENDPOINTS -> object -> EndpointTargets.ofEndpoints(object, pods, services);
            case ENDPOINTSLICE -> object -> EndpointTargets.ofSlice(object, pods, services);
        };
    }

    private Optional<JsonNode> find(Role role, String key) {
        return of(role).stream().flatMap(watch -> watch.find(key).stream()).findFirst();
    }

    @Override
    public boolean isSettled() {
        return watches.values().stream().flatMap(List::stream).allMatch(watch -> watch.changes() > 0);
    }

    @Override
    public long failures() {
        return watches.values().stream()
                .flatMap(List::stream)
                .mapToLong(ObjectWatch::failures)
                .sum();
    }

    @Override
    public void close() {
        watches.values().forEach(ofRole -> ofRole.forEach(ObjectWatch::close));
        api.close();
    }
}
