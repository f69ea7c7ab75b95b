package com.kaldrix.monitoring.alert.global;

import static com.kaldrix.monitoring.alert.global.GlobalRows.instant;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether this region is the hub: by the property, until somebody decides otherwise, for all replicas at once. */
@Component
class HubRole {
    private static final String DECIDE = """
            insert into hub_role (id, hub, decided_by, decided_at) values (1, :hub, :by, :at)
            on conflict (id) do update set
                hub = excluded.hub, decided_by = excluded.decided_by, decided_at = excluded.decided_at
            """;

    private final JdbcClient jdbc;
    private final Region region;
    private final GlobalProperties properties;
    private final AuditLog audit;
    private final Clock clock;

    HubRole(JdbcClient jdbc, Region region, GlobalProperties properties, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.region = region;
        this.properties = properties;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What holds.
     *
     * @param hub whether this region is the hub
     * @param decidedBy who decided so; null when the property says so
     * @param decidedAt when; null when the property says so
     */
    record Decision(
            boolean hub,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    boolean hub() {
        return current().hub();
    }

    Region region() {
        return region;
    }

    Decision current() {
        return jdbc.sql("select hub, decided_by, decided_at from hub_role")
                .query((row, number) ->
                        new Decision(row.getBoolean("hub"), row.getString("decided_by"), instant(row, "decided_at")))
                .optional()
                .orElseGet(() -> new Decision(properties.hub(), null, null));
    }

    /** Decides, whatever the property says. */
    @Transactional
    public Decision decide(boolean hub, Actor actor) {
        Instant now = clock.instant();
        boolean before = hub();
        jdbc.sql(DECIDE)
                .param("hub", hub)
                .param("by", actor.name())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
        audit.record(
                actor,
                "hub.decide",
                "hub/" + region.code(),
                Map.of("hub", Boolean.toString(hub), "before", Boolean.toString(before)));
        return current();
    }

    /** Has the property hold again. */
    @Transactional
    public Decision undecide(Actor actor) {
        jdbc.sql("delete from hub_role").update();
        audit.record(actor, "hub.undecide", "hub/" + region.code(), Map.of("hub", Boolean.toString(properties.hub())));
        return current();
    }
}
