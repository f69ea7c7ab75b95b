package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import com.kaldrix.monitoring.metrics.http.Authorization;
import com.kaldrix.monitoring.metrics.http.Credential;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.http.Trust;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.FoundTargets;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.LocalDiscoveries;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;

/** Finds targets in a cluster: the one that the configuration names, or the one in which the gateway runs. */
public final class ClusterDiscovery implements LocalDiscoveries.Cluster {
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Map<String, String> environment;
    private final Executor executor;

    /** @param environment the process's variables, in which Kubernetes says where its API server is */
    public ClusterDiscovery(Map<String, String> environment, Executor executor) {
        this.environment = Map.copyOf(environment);
        this.executor = executor;
    }

    /** @throws IllegalArgumentException when no server is named and the gateway does not run in a cluster */
    @Override
    public FoundTargets begin(Discovery.InKubernetes discovery) {
        URI server = discovery.server();
        if (server != null) {
            return KubernetesTargets.begin(server, discovery.access(), discovery, executor);
        }
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        if (host.isEmpty()) {
            throw new IllegalArgumentException(
                    "kubernetes_sd_configs names no api_server, and this gateway does not run in a cluster"
                            + " (KUBERNETES_SERVICE_HOST is not set)");
        }
        HttpAccess access = new HttpAccess(
                new Authorization.Token("Bearer", new Credential.InFile(ACCOUNT.resolve("token"))),
                new Trust.InFile(ACCOUNT.resolve("ca.crt")),
                false);
        URI inCluster = URI.create("https://" + MetaLabels.address(host, port));
        return KubernetesTargets.begin(inCluster, access, discovery, executor);
    }
}
