package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

import com.kaldrix.monitoring.metrics.http.HttpAccess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way of finding targets, as the configuration describes it. */
public sealed interface Discovery {
    /** Targets that are written down ({@code static_configs}). */
    record Written(List<TargetGroup> groups) implements Discovery {
        public Written {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Targets in files ({@code file_sd_configs}).
     *
     * @param patterns paths, whose last part may hold {@code *} and {@code ?}
     * @param refresh how often the files are looked at
     */
    record InFiles(List<Path> patterns, Duration refresh) implements Discovery {
        public InFiles {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * Targets in a Kubernetes cluster ({@code kubernetes_sd_configs}).
     *
     * @param server the API server; null for the cluster in which the gateway runs
     * @param access how to reach it; that of the service account when {@code server} is null
     * @param role what becomes a target
     * @param namespaces in which; empty for all
     * @param selectors which of a kind of objects
     */
    record InKubernetes(
            @Nullable URI server, HttpAccess access, Role role, List<String> namespaces, Map<Role, Selector> selectors)
            implements Discovery {
        public InKubernetes {
            namespaces = List.copyOf(namespaces);
            selectors = Map.copyOf(selectors);
        }
    }

    /** What becomes a target. */
    enum Role {
        POD,
        SERVICE,
        ENDPOINTS,
        ENDPOINTSLICE,
        NODE;

        /** As the file writes it: {@code endpointslice}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which objects.
     *
     * @param labels a label selector; empty for all
     * @param fields a field selector; empty for all
     */
    record Selector(String labels, String fields) {}
}
