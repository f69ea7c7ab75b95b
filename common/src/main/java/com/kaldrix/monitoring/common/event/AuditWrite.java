package com.kaldrix.monitoring.common.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody changed something through a service, or tried to. Goes to the events topic, so that the compliance service's
 * trail holds the writes of all services. Never carries a secret.
 *
 * @param service which service, such as {@code alert-processor}
 * @param actor who: the token's subject
 * @param roles the roles that the actor had then
 * @param action what, such as {@code incident.acknowledge}
 * @param target to what, such as {@code incident/0198c0de-…}
 * @param outcome how it went, such as {@code done}, {@code denied} or {@code failed}
 * @param remoteAddress from where; null when it came by no network
 * @param at when
 * @param detail what else an auditor asks for
 */
public record AuditWrite(
        String service,
        String actor,
        List<String> roles,
        String action,
        String target,
        String outcome,
        @Nullable String remoteAddress,
        Instant at,
        Map<String, String> detail)
        implements Contract {
    public static final String TYPE = "com.kaldrix.audit.write.v1";

    @SuppressWarnings("ConstantValue")
    public AuditWrite {
        Attributes.text("service", service);
        Attributes.text("actor", actor);
        roles = roles == null ? List.of() : List.copyOf(roles);
        Attributes.text("action", action);
        Attributes.text("target", target);
        Attributes.text("outcome", outcome);
        Attributes.present("at", at);
        detail = Attributes.map("detail", detail);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
