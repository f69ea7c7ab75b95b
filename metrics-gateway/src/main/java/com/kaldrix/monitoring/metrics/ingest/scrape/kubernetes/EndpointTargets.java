package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Targets of endpoints or of an endpoint slice: each address with each port, with what is known of the pod behind it; and the
 * other ports of these pods, which no endpoint names.
 */
final class EndpointTargets {
    private final MetaLabels common;
    private final Objects.Known pods;
    private final List<Map<String, String>> targets = new ArrayList<>();
    private final Map<String, Served> served = new LinkedHashMap<>();

    /** A pod of which ports were named. */
    private record Served(JsonNode pod, Set<String> ports) {}

    private EndpointTargets(MetaLabels common, Objects.Known pods) {
        this.common = common;
        this.pods = pods;
    }

    static TargetGroup ofEndpoints(JsonNode endpoints, Objects.Known pods, Objects.Known services) {
        MetaLabels common =
                new MetaLabels().meta("namespace", Objects.namespace(endpoints)).object("endpoints", endpoints);
        services.find(Objects.key(endpoints)).ifPresent(service -> common.addAll(ServiceTargets.labels(service)));
        EndpointTargets build = new EndpointTargets(common, pods);
        for (JsonNode subset : endpoints.path("subsets")) {
            for (JsonNode port : subset.path("ports")) {
                for (JsonNode address : subset.path("addresses")) {
                    build.endpoint(address, port, "true");
                }
                for (JsonNode address : subset.path("notReadyAddresses")) {
                    build.endpoint(address, port, "false");
                }
            }
        }
        build.otherPorts();
        return new TargetGroup(Objects.source("endpoints", endpoints), build.targets);
    }

    private void endpoint(JsonNode address, JsonNode port, String ready) {
        String number = port.path("port").asString("");
        MetaLabels target = new MetaLabels(common)
                .plain(
                        TargetGroup.ADDRESS,
                        MetaLabels.address(address.path("ip").asString(""), number))
                .meta("endpoint_port_name", port.path("name").asString(""))
                .meta("endpoint_port_protocol", port.path("protocol").asString(""))
                .meta("endpoint_ready", ready)
                .meta("endpoint_node_name", address.path("nodeName").asString(""))
                .meta("endpoint_hostname", address.path("hostname").asString(""));
        reference(target, "endpoint", address.path("targetRef"));
        add(target, address.path("targetRef"), number);
    }

    static TargetGroup ofSlice(JsonNode slice, Objects.Known pods, Objects.Known services) {
        MetaLabels common = new MetaLabels()
                .meta("namespace", Objects.namespace(slice))
                .object("endpointslice", slice)
                .meta("endpointslice_address_type", slice.path("addressType").asString(""));
        String service = slice.path("metadata")
                .path("labels")
                .path("kubernetes.io/service-name")
                .asString("");
        services.find(Objects.key(Objects.namespace(slice), service))
                .ifPresent(found -> common.addAll(ServiceTargets.labels(found)));
        EndpointTargets build = new EndpointTargets(common, pods);
        for (JsonNode port : slice.path("ports")) {
            for (JsonNode endpoint : slice.path("endpoints")) {
                for (JsonNode address : endpoint.path("addresses")) {
                    build.sliceEndpoint(endpoint, address.asString(""), port);
                }
            }
        }
        build.otherPorts();
        return new TargetGroup(Objects.source("endpointslice", slice), build.targets);
    }

    private void sliceEndpoint(JsonNode endpoint, String address, JsonNode port) {
        String number = port.path("port").asString("");
        JsonNode conditions = endpoint.path("conditions");
        MetaLabels target = new MetaLabels(common)
                .plain(TargetGroup.ADDRESS, MetaLabels.address(address, number))
                .meta("endpointslice_port_name", port.path("name").asString(""))
                .meta("endpointslice_port", number)
                .meta("endpointslice_port_protocol", port.path("protocol").asString(""))
                .meta(
                        "endpointslice_port_app_protocol",
                        port.path("appProtocol").asString(""))
                .meta(
                        "endpointslice_endpoint_conditions_ready",
                        conditions.path("ready").asString(""))
                .meta(
                        "endpointslice_endpoint_conditions_serving",
                        conditions.path("serving").asString(""))
                .meta(
                        "endpointslice_endpoint_conditions_terminating",
                        conditions.path("terminating").asString(""))
                .meta(
                        "endpointslice_endpoint_hostname",
                        endpoint.path("hostname").asString(""))
                .meta(
                        "endpointslice_endpoint_node_name",
                        endpoint.path("nodeName").asString(""))
                .meta("endpointslice_endpoint_zone", endpoint.path("zone").asString(""));
        reference(target, "endpointslice", endpoint.path("targetRef"));
        for (Map.Entry<String, JsonNode> place :
                endpoint.path("deprecatedTopology").properties()) {
            String key = MetaLabels.sanitised(place.getKey());
            target.meta(
                    "endpointslice_endpoint_topology_" + key, place.getValue().asString(""));
            target.meta("endpointslice_endpoint_topology_present_" + key, "true");
        }
        add(target, endpoint.path("targetRef"), number);
    }

    private static void reference(MetaLabels target, String kind, JsonNode reference) {
        target.meta(kind + "_address_target_kind", reference.path("kind").asString(""));
        target.meta(kind + "_address_target_name", reference.path("name").asString(""));
    }

    private void add(MetaLabels target, JsonNode reference, String port) {
        if (reference.path("kind").asString("").equals("Pod")) {
            String key = Objects.key(
                    reference.path("namespace").asString(""),
                    reference.path("name").asString(""));
            pods.find(key).ifPresent(pod -> pod(target, key, pod, port));
        }
        targets.add(target.map());
    }

    private void pod(MetaLabels target, String key, JsonNode pod, String port) {
        served.computeIfAbsent(key, none -> new Served(pod, new HashSet<>()))
                .ports()
                .add(port);
        target.addAll(PodTargets.labels(pod));
        for (PodTargets.Container container : PodTargets.containers(pod)) {
            for (JsonNode declared : container.ports()) {
                if (declared.path("containerPort").asString("").equals(port)) {
                    target.addAll(container.labels()).addAll(PodTargets.port(declared));
                    return;
                }
            }
        }
    }

    private void otherPorts() {
        for (Served one : served.values()) {
            String ip = PodTargets.ip(one.pod());
            if (ip.isEmpty()) {
                continue;
            }
            MetaLabels labels = new MetaLabels(common).addAll(PodTargets.labels(one.pod()));
            for (PodTargets.Container container : PodTargets.containers(one.pod())) {
                for (JsonNode port : container.ports()) {
                    if (!one.ports().contains(port.path("containerPort").asString(""))) {
                        targets.add(
                                PodTargets.ofPort(labels, ip, container, port).map());
                    }
                }
            }
        }
    }
}
