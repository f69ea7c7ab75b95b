package com.kaldrix.monitoring.e2e;

import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An alert signal as a service of the suite makes it. */
final class Signal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final String severity;
    private final String component;
    private final boolean firing;
    private final TreeMap<String, String> labels = new TreeMap<>();
    private String region = Stage.HUB;

    private Signal(String name, String severity, String component, boolean firing) {
        this.name = name;
        this.severity = severity;
        this.component = component;
        this.firing = firing;
    }

    static Signal firing(String name, String severity, String component) {
        return new Signal(name, severity, component, true);
    }

    static Signal over(String name, String severity, String component) {
        return new Signal(name, severity, component, false);
    }

    Signal label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    Signal in(String where) {
        region = where;
        return this;
    }

    /** The message, said at that time. */
    String at(Instant time) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/anomaly-processor")
                .put("type", "com.kaldrix.alert.signal.v1")
                .put("time", time.toString())
                .put("datacontenttype", "application/json")
                .put("region", region);
        ObjectNode data = event.putObject("data")
                .put("status", firing ? "firing" : "resolved")
                .put("name", name)
                .put("severity", severity)
                .put("component", component);
        ObjectNode identity = data.putObject("labels").put("region", region);
        labels.forEach(identity::put);
        data.putObject("annotations").put("summary", name + " of " + component);
        data.put("startsAt", time.toString());
        if (!firing) {
            data.put("endsAt", time.toString());
        }
        return event.toString();
    }
}
