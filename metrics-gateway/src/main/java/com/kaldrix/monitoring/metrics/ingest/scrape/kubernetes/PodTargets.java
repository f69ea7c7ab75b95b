package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Targets of a pod: each port of each container, or the pod's address for a container without ports. */
final class PodTargets {
    private PodTargets() {}

    static TargetGroup of(JsonNode pod) {
        List<Map<String, String>> targets = new ArrayList<>();
        String ip = ip(pod);
        if (!ip.isEmpty()) {
            MetaLabels common = labels(pod);
            for (Container container : containers(pod)) {
                if (container.ports().isEmpty()) {
                    targets.add(new MetaLabels(common)
                            .plain(TargetGroup.ADDRESS, ip)
                            .addAll(container.labels())
                            .map());
                }
                for (JsonNode port : container.ports()) {
                    targets.add(ofPort(common, ip, container, port).map());
                }
            }
        }
        return new TargetGroup(Objects.source("pod", pod), targets);
    }

    /** A target of one port of a container. */
    static MetaLabels ofPort(MetaLabels common, String ip, Container container, JsonNode port) {
        return new MetaLabels(common)
                .plain(
                        TargetGroup.ADDRESS,
                        MetaLabels.address(ip, port.path("containerPort").asString("")))
                .addAll(container.labels())
                .addAll(port(port));
    }

    static MetaLabels port(JsonNode port) {
        return new MetaLabels()
                .meta("pod_container_port_name", port.path("name").asString(""))
                .meta("pod_container_port_number", port.path("containerPort").asString(""))
                .meta("pod_container_port_protocol", port.path("protocol").asString(""));
    }

    static String ip(JsonNode pod) {
        return pod.path("status").path("podIP").asString("");
    }

    /** The labels of all targets of a pod. */
    static MetaLabels labels(JsonNode pod) {
        JsonNode status = pod.path("status");
        MetaLabels labels = new MetaLabels()
                .meta("namespace", Objects.namespace(pod))
                .object("pod", pod)
                .meta("pod_ip", ip(pod))
                .meta("pod_ready", ready(status))
                .meta("pod_phase", status.path("phase").asString(""))
                .meta("pod_node_name", pod.path("spec").path("nodeName").asString(""))
                .meta("pod_host_ip", status.path("hostIP").asString(""))
                .meta("pod_uid", pod.path("metadata").path("uid").asString(""));
        for (JsonNode owner : pod.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                labels.meta("pod_controller_kind", owner.path("kind").asString(""));
                labels.meta("pod_controller_name", owner.path("name").asString(""));
            }
        }
        return labels;
    }

    private static String ready(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                return condition.path("status").asString("").toLowerCase(Locale.ROOT);
            }
        }
        return "unknown";
    }

    /**
     * A container.
     *
     * @param labels that every target of it has
     * @param ports those that it declares
     */
    record Container(MetaLabels labels, List<JsonNode> ports) {}

    static List<Container> containers(JsonNode pod) {
        List<Container> containers = new ArrayList<>();
        JsonNode spec = pod.path("spec");
        JsonNode status = pod.path("status");
        for (JsonNode container : spec.path("containers")) {
            containers.add(container(container, status.path("containerStatuses"), false));
        }
        for (JsonNode container : spec.path("initContainers")) {
            containers.add(container(container, status.path("initContainerStatuses"), true));
        }
        return containers;
    }

    private static Container container(JsonNode container, JsonNode statuses, boolean init) {
        String name = container.path("name").asString("");
        String id = "";
        for (JsonNode status : statuses) {
            if (status.path("name").asString("").equals(name)) {
                id = status.path("containerID").asString("");
            }
        }
        List<JsonNode> ports = new ArrayList<>();
        container.path("ports").forEach(ports::add);
        MetaLabels labels = new MetaLabels()
                .meta("pod_container_name", name)
                .meta("pod_container_id", id)
                .meta("pod_container_image", container.path("image").asString(""))
                .meta("pod_container_init", Boolean.toString(init));
        return new Container(labels, ports);
    }
}
