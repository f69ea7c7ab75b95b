package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The target of a node: its kubelet. */
final class NodeTargets {
    private static final List<String> PREFERENCE =
            List.of("InternalIP", "InternalDNS", "ExternalIP", "ExternalDNS", "LegacyHostIP", "Hostname");

    private NodeTargets() {}

    static TargetGroup of(JsonNode node) {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (JsonNode address : node.path("status").path("addresses")) {
            addresses.putIfAbsent(
                    address.path("type").asString(""), address.path("address").asString(""));
        }
        String source = Objects.source("node", node);
        String host = PREFERENCE.stream()
                .filter(addresses::containsKey)
                .findFirst()
                .map(type -> addresses.getOrDefault(type, ""))
                .orElse("");
        if (host.isEmpty()) {
            return new TargetGroup(source, List.of());
        }
        String port = node.path("status")
                .path("daemonEndpoints")
                .path("kubeletEndpoint")
                .path("Port")
                .asString("");
        MetaLabels target = new MetaLabels()
                .object("node", node)
                .meta("node_provider_id", node.path("spec").path("providerID").asString(""))
                .plain(TargetGroup.ADDRESS, MetaLabels.address(host, port))
                .plain("instance", Objects.name(node));
        addresses.forEach((type, address) -> target.meta("node_address_" + MetaLabels.sanitised(type), address));
        return new TargetGroup(source, List.of(target.map()));
    }
}
