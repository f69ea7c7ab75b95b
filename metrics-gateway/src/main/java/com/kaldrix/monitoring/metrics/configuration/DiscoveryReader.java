package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery.Role;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery.Selector;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetFile;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where targets are found: written down, in files, in a Kubernetes cluster. */
final class DiscoveryReader {
    private static final String[] OTHERS = {
        "azure",
        "consul",
        "digitalocean",
        "dns",
        "docker",
        "dockerswarm",
        "ec2",
        "eureka",
        "gce",
        "hetzner",
        "http",
        "ionos",
        "kuma",
        "lightsail",
        "linode",
        "marathon",
        "nerve",
        "nomad",
        "openstack",
        "ovhcloud",
        "puppetdb",
        "scaleway",
        "serverset",
        "stackit",
        "triton",
        "uyuni",
        "vultr"
    };

    /** The keys that belong to it. */
    static final Keys KEYS = Keys.of("static_configs", "file_sd_configs", "kubernetes_sd_configs")
            .refusing(Arrays.stream(OTHERS).map(kind -> kind + "_sd_configs").toArray(String[]::new));

    private static final Keys STATIC = Keys.of("targets", "labels");
    private static final Keys FILES = Keys.of("files", "refresh_interval");
    private static final Keys KUBERNETES = Keys.of("api_server", "kubeconfig_file", "role", "namespaces", "selectors")
            .and(AccessReader.KEYS)
            .refusing("attach_metadata");
    private static final Keys NAMESPACES = Keys.of("names").refusing("own_namespace");
    private static final Keys SELECTOR = Keys.of("role", "label", "field");
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final Path directory;
    private final AccessReader access;

    DiscoveryReader(Path directory, AccessReader access) {
        this.directory = directory;
        this.access = access;
    }

    List<Discovery> read(Section job) {
        List<Discovery> all = new ArrayList<>();
        List<TargetGroup> written = new ArrayList<>();
        for (Section group : job.sections("static_configs", STATIC)) {
            written.add(TargetFile.group(group, String.valueOf(written.size())));
        }
        if (!written.isEmpty()) {
            all.add(new Discovery.Written(written));
        }
        job.sections("file_sd_configs", FILES).forEach(files -> all.add(files(files)));
        job.sections("kubernetes_sd_configs", KUBERNETES)
                .forEach(cluster -> kubernetes(cluster).ifPresent(all::add));
        return all;
    }

    private Discovery files(Section section) {
        section.require("files", "'files' is missing");
        List<Path> patterns = new ArrayList<>();
        for (Item item : section.texts("files")) {
            if (!item.text().matches(".*\\.(json|yml|yaml)")) {
                section.reading()
                        .problem(item.node(), item.path(), "'" + item.text() + "' must end with .json, .yml or .yaml");
            } else {
                FilePath.read(section, item, directory).ifPresent(patterns::add);
            }
        }
        @Nullable Duration refresh = section.positiveDurationOrNull("refresh_interval");
        return new Discovery.InFiles(patterns, Objects.requireNonNullElse(refresh, REFRESH));
    }

    private Optional<Discovery> kubernetes(Section section) {
        Optional<Role> role = role(section, "role");
        if (section.has("kubeconfig_file")) {
            return role.flatMap(what -> byKubeconfig(section, what));
        }
        @Nullable URI server = section.has("api_server") ? server(section) : null;
        if (server == null
                && (section.has("authorization") || section.has("basic_auth") || section.has("tls_config"))) {
            section.problem("'api_server' is missing, without which the service account of the pod is used");
        }
        HttpAccess how = access.read(section);
        return role.map(what -> new Discovery.InKubernetes(server, how, what, namespaces(section), selectors(section)));
    }

    private Optional<Discovery> byKubeconfig(Section section, Role role) {
        for (String key : List.of("api_server", "authorization", "basic_auth", "tls_config")) {
            section.atMostOne("kubeconfig_file", key);
        }
        return FilePath.read(section, "kubeconfig_file", directory)
                .flatMap(file -> Kubeconfig.read(section, file))
                .map(config -> new Discovery.InKubernetes(
                        config.server(), config.access(), role, namespaces(section), selectors(section)));
    }

    private static List<String> namespaces(Section section) {
        List<String> namespaces = section.section("namespaces", NAMESPACES).texts("names").stream()
                .map(Item::text)
                .toList();
        for (String namespace : namespaces) {
            if (!namespace.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                section.problem("namespaces", "'" + namespace + "' is no name of a namespace");
            }
        }
        return namespaces;
    }

    private static Map<Role, Selector> selectors(Section section) {
        Map<Role, Selector> selectors = new EnumMap<>(Role.class);
        for (Section selector : section.sections("selectors", SELECTOR)) {
            role(selector, "role")
                    .ifPresent(which ->
                            selectors.put(which, new Selector(selector.text("label"), selector.text("field"))));
        }
        return selectors;
    }

    private static Optional<Role> role(Section section, String key) {
        if (!section.require(key, "'" + key + "' is missing: pod, service, endpoints, endpointslice or node")) {
            return Optional.empty();
        }
        Optional<Role> role = Arrays.stream(Role.values())
                .filter(one -> one.word().equals(section.text(key)))
                .findFirst();
        if (role.isEmpty()) {
            section.problem(
                    key, "'" + section.text(key) + "' is none of pod, service, endpoints, endpointslice and node");
        }
        return role;
    }

    private static @Nullable URI server(Section section) {
        return Addresses.http(section, "api_server").orElse(null);
    }
}
