package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.TargetGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Targets of a service: each of its ports, under the service's name in the cluster. */
final class ServiceTargets {
    private ServiceTargets() {}

    static TargetGroup of(JsonNode service) {
        MetaLabels common = labels(service);
        JsonNode spec = service.path("spec");
        String type = spec.path("type").asString("");
        String host = Objects.name(service) + "." + Objects.namespace(service) + ".svc";
        List<Map<String, String>> targets = new ArrayList<>();
        for (JsonNode port : spec.path("ports")) {
            String number = port.path("port").asString("");
            MetaLabels target = new MetaLabels(common)
                    .plain(TargetGroup.ADDRESS, MetaLabels.address(host, number))
                    .meta("service_port_name", port.path("name").asString(""))
                    .meta("service_port_number", number)
                    .meta("service_port_protocol", port.path("protocol").asString(""))
                    .meta("service_type", type);
            if (type.equals("ExternalName")) {
                target.meta("service_external_name", spec.path("externalName").asString(""));
            } else {
                target.meta("service_cluster_ip", spec.path("clusterIP").asString(""));
            }
            if (type.equals("LoadBalancer")) {
                target.meta(
                        "service_loadbalancer_ip", spec.path("loadBalancerIP").asString(""));
            }
            targets.add(target.map());
        }
        return new TargetGroup(Objects.source("svc", service), targets);
    }

    /** The labels of all targets of a service. */
    static MetaLabels labels(JsonNode service) {
        return new MetaLabels().meta("namespace", Objects.namespace(service)).object("service", service);
    }
}
