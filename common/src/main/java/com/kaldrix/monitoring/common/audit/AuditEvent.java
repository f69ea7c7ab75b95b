package com.kaldrix.monitoring.common.audit;

import com.kaldrix.monitoring.common.logging.TraceContext;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.security.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells the other services of an entry, as a CloudEvent. */
final class AuditEvent {
    static final String TYPE = "com.kaldrix.audit.write.v1";

    private static final String TOPIC = "events";

    private final JsonMapper json;
    private final String service;
    private final String region;

    AuditEvent(JsonMapper json, String service, String region) {
        this.json = json;
        this.service = service;
        this.region = region;
    }

    OutboxMessage of(AuditEntry entry) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", entry.id().toString());
        event.put("source", "/kaldrix/" + service);
        event.put("type", TYPE);
        event.put("subject", entry.target());
        event.put("time", entry.at().toString());
        event.put("datacontenttype", "application/json");
        event.put("region", region);
        TraceContext.current().ifPresent(trace -> event.put(TraceContext.HEADER, trace.traceparent()));
        event.put("data", data(entry));
        return new OutboxMessage(entry.id(), TOPIC, TYPE, json.writeValueAsString(event), Map.of("region", region));
    }

    private Map<String, Object> data(AuditEntry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("service", service);
        data.put("actor", entry.actor().name());
        data.put("roles", entry.actor().roles().stream().map(Role::word).toList());
        data.put("action", entry.action());
        data.put("target", entry.target());
        data.put("outcome", entry.outcome().word());
        data.put("remoteAddress", entry.actor().remoteAddress());
        data.put("at", entry.at().toString());
        data.put("detail", entry.detail());
        return data;
    }
}
