package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.identity.ContentIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which controls are on, as rows. */
@Repository
class Enablements {
    private static final String PUT = """
            insert into control_enablement as known
                (account, region, standard, control, standard_status, enabled, reason, told_at)
            select :account, :region, standard, control, status, enabled, reason, :told
            from unnest(:standards::text[], :controls::text[], :statuses::text[], :enabled::boolean[], :reasons::text[])
                as new (standard, control, status, enabled, reason)
            order by standard, control
            on conflict (account, region, standard, control) do update set standard_status = excluded.standard_status,
                enabled = excluded.enabled, reason = excluded.reason, told_at = excluded.told_at
            """;
    private static final String FORGET = """
            delete from control_enablement where account = :account and region = :region and told_at < :before
            """;
    private static final String PAGE = """
            select account, region, standard, control, standard_status, enabled, reason, told_at from control_enablement
            where (cast(:account as text) is null or account = :account)
              and (cast(:region as text) is null or region = :region)
              and (cast(:control as text) is null or control = :control)
              and (cast(:enabled as boolean) is null or enabled = :enabled)
              and account || '/' || region || '/' || standard || '/' || control > :after
            order by account || '/' || region || '/' || standard || '/' || control
            limit :limit
            """;

    private final JdbcClient jdbc;

    Enablements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One as it is kept. */
    record Kept(String account, String region, Enablement enablement, Instant toldAt) {
        private String place() {
            return account + "/" + region + "/" + enablement.standard() + "/" + enablement.control();
        }
    }

    /** Which ones; null for all. */
    record Filter(
            @Nullable String account,
            @Nullable String region,
            @Nullable String control,
            @Nullable Boolean enabled) {}

    void put(Target target, Collection<Enablement> controls, Instant told) {
        if (controls.isEmpty()) {
            return;
        }
        jdbc.sql(PUT)
                .param("account", target.account())
                .param("region", target.region().code())
                .param("standards", texts(controls, Enablement::standard))
                .param("controls", texts(controls, Enablement::control))
                .param("statuses", texts(controls, Enablement::standardStatus))
                .param("enabled", controls.stream().map(Enablement::enabled).toArray(Boolean[]::new))
                .param("reasons", texts(controls, Enablement::reason))
                .param("told", Timestamp.from(told))
                .update();
    }

    private static String[] texts(Collection<Enablement> all, Function<Enablement, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }

    /** Forgets what a look at all that there is has not seen. */
    void forget(Target target, Instant before) {
        jdbc.sql(FORGET)
                .param("account", target.account())
                .param("region", target.region().code())
                .param("before", Timestamp.from(before))
                .update();
    }

    /** By account, region, standard and control. */
    Page<Kept> find(Filter filter, Optional<Cursor> after, int limit) {
        List<Kept> found = jdbc.sql(PAGE)
                .param("account", filter.account())
                .param("region", filter.region())
                .param("control", filter.control())
                .param("enabled", filter.enabled())
                .param("after", after.map(Cursor::key).orElse(""))
                .param("limit", limit + 1)
                .query((row, number) -> kept(row))
                .list();
        return Page.of(found, limit, kept -> new Cursor(kept.place(), ContentIds.of(kept.place())));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("account"),
                row.getString("region"),
                new Enablement(
                        row.getString("standard"),
                        row.getString("standard_status"),
                        row.getString("control"),
                        row.getBoolean("enabled"),
                        row.getString("reason")),
                row.getTimestamp("told_at").toInstant());
    }
}
