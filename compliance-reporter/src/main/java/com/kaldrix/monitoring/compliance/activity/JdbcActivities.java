package com.kaldrix.monitoring.compliance.activity;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.identity.ContentIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Activities as rows. */
@Repository
class JdbcActivities implements Activities {
    private static final String ADD = """
            insert into activity (id, source_id, at, kind, principal, principal_account, issuer, mfa, service, action,
                read_only, error, account, region, address, agent, resources)
            select id::uuid, source_id, at::timestamptz, kind, principal, principal_account, issuer, mfa, service, action,
                read_only, error, account, region, address, agent,
                array(select jsonb_array_elements_text(resources::jsonb))
            from unnest(:ids::text[], :sources::text[], :at::text[], :kinds::text[], :principals::text[],
                :principalAccounts::text[], :issuers::text[], :mfa::boolean[], :services::text[], :actions::text[],
                :readOnly::boolean[], :errors::text[], :accounts::text[], :regions::text[], :addresses::text[],
                :agents::text[], :resources::text[])
                as new (id, source_id, at, kind, principal, principal_account, issuer, mfa, service, action, read_only,
                    error, account, region, address, agent, resources)
            order by id
            on conflict (id) do nothing
            returning id::text
            """;
    private static final String PAGE = """
            select id, source_id, at, kind, principal, principal_account, issuer, mfa, service, action, read_only, error,
                account, region, address, agent, resources
            from activity
            where (cast(:principal as text) is null or principal = :principal)
              and (cast(:account as text) is null or account = :account)
              and (cast(:resource as text) is null or resources @> array[cast(:resource as text)])
              and (cast(:service as text) is null or service = :service)
              and (cast(:action as text) is null or action = :action)
              and (cast(:readOnly as boolean) is null or read_only = :readOnly)
              and (cast(:failed as boolean) is null or (error <> '') = :failed)
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:to as timestamptz) is null or at < :to)
              and (cast(:afterAt as timestamptz) is null or (at, id) < (:afterAt, :afterId))
            order by at desc, id desc
            limit :limit
            """;
    private static final String PRINCIPALS = """
            with within as (
                select principal, kind, principal_account, service, action, read_only, error, at, resources
                from activity
                where at >= :from and at < :to
                  and (cardinality(:accounts::text[]) = 0 or account = any(:accounts::text[]))
                  and (cardinality(:regions::text[]) = 0 or region = any(:regions::text[]))
            ), touched as (
                select principal, kind, principal_account, count(distinct resource) as resources
                from within cross join lateral unnest(resources) as resource
                group by principal, kind, principal_account
            ), often as (
                select principal, kind, principal_account,
                    array_agg(name order by times desc, name) filter (where place <= 5) as most
                from (
                    select principal, kind, principal_account, service || ' ' || action as name, count(*) as times,
                        row_number() over (partition by principal, kind, principal_account
                            order by count(*) desc, service || ' ' || action) as place
                    from within group by principal, kind, principal_account, service, action
                ) as counted
                group by principal, kind, principal_account
            )
            select principal, kind, principal_account, count(*) as actions, count(*) filter (where not read_only) as changes,
                count(*) filter (where error <> '') as refused, coalesce(max(touched.resources), 0) as touched,
                min(at) as first, max(at) as last, max(often.most) as most
            from within
            join often using (principal, kind, principal_account)
            left join touched using (principal, kind, principal_account)
            group by principal, kind, principal_account
            order by actions desc, principal, kind, principal_account
            """;

    private final JdbcClient jdbc;
    private final Trail trail;
    private final JsonColumns json;

    JdbcActivities(JdbcClient jdbc, Trail trail, JsonColumns json) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.json = json;
    }

    @Override
    public void add(Collection<Activity> activities, Instant now) {
        if (activities.isEmpty()) {
            return;
        }
        Map<String, Activity> byId = new TreeMap<>();
        activities.forEach(
                activity -> byId.putIfAbsent(ContentIds.of(activity.id()).toString(), activity));
        List<Activity> all = new ArrayList<>(byId.values());
        List<String> added = jdbc.sql(ADD)
                .param("ids", byId.keySet().toArray(String[]::new))
                .param("sources", texts(all, Activity::id))
                .param("at", texts(all, one -> one.at().toString()))
                .param("kinds", texts(all, one -> one.who().kind()))
                .param("principals", texts(all, one -> one.who().name()))
                .param("principalAccounts", texts(all, one -> one.who().account()))
                .param("issuers", texts(all, one -> one.who().issuer()))
                .param("mfa", all.stream().map(one -> one.who().mfa()).toArray(Boolean[]::new))
                .param("services", texts(all, one -> one.act().service()))
                .param("actions", texts(all, one -> one.act().action()))
                .param("readOnly", all.stream().map(one -> one.act().readOnly()).toArray(Boolean[]::new))
                .param("errors", texts(all, one -> one.act().error()))
                .param("accounts", texts(all, one -> one.place().account()))
                .param("regions", texts(all, one -> one.place().region()))
                .param("addresses", texts(all, one -> one.place().address()))
                .param("agents", texts(all, one -> one.place().agent()))
                .param("resources", texts(all, one -> json.write(one.resources())))
                .query(String.class)
                .list();
        List<Record> records = new ArrayList<>();
        byId.forEach((id, activity) -> {
            if (activity.isOfTheSuite() && added.contains(id)) {
                records.add(record(activity));
            }
        });
        trail.append(records, now);
    }

    private Record record(Activity activity) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", activity.id());
        body.put("at", activity.at().toString());
        body.put("by", activity.who().name());
        body.put("roles", activity.who().issuer());
        body.put("service", activity.act().service());
        body.put("action", activity.act().action());
        body.put("error", activity.act().error());
        body.put("address", activity.place().address());
        body.put("resources", activity.resources());
        return new Record(
                "write",
                activity.resources().isEmpty() ? "" : activity.resources().getFirst(),
                json.write(body));
    }

    private static String[] texts(List<Activity> all, Function<Activity, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }

    @Override
    public Page<Activity> find(ActivityFilter filter, Optional<Cursor> after, int limit) {
        List<Activity> found = jdbc.sql(PAGE)
                .param("principal", filter.who().principal().orElse(null))
                .param("account", filter.who().account().orElse(null))
                .param("resource", filter.what().resource().orElse(null))
                .param("service", filter.what().service().orElse(null))
                .param("action", filter.what().action().orElse(null))
                .param("readOnly", filter.what().readOnly().orElse(null))
                .param("failed", filter.what().failed().orElse(null))
                .param("from", filter.from().map(Timestamp::from).orElse(null))
                .param("to", filter.to().map(Timestamp::from).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> activity(row))
                .list();
        return Page.of(found, limit, activity -> new Cursor(activity.at().toString(), ContentIds.of(activity.id())));
    }

    @Override
    public List<PrincipalActivity> principals(Instant from, Instant to, Bounds bounds) {
        return jdbc.sql(PRINCIPALS)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("accounts", bounds.accounts().toArray(String[]::new))
                .param("regions", bounds.regions().toArray(String[]::new))
                .query((row, number) -> new PrincipalActivity(
                        row.getString("principal"),
                        row.getString("kind"),
                        row.getString("principal_account"),
                        new PrincipalActivity.Counts(
                                row.getLong("actions"),
                                row.getLong("changes"),
                                row.getLong("refused"),
                                row.getLong("touched")),
                        row.getTimestamp("first").toInstant(),
                        row.getTimestamp("last").toInstant(),
                        Arrays.asList((String[]) row.getArray("most").getArray())))
                .list();
    }

    private static Activity activity(ResultSet row) throws SQLException {
        return new Activity(
                row.getString("source_id"),
                row.getTimestamp("at").toInstant(),
                new Principal(
                        row.getString("kind"),
                        row.getString("principal"),
                        row.getString("principal_account"),
                        row.getString("issuer"),
                        row.getBoolean("mfa")),
                new Activity.Act(
                        row.getString("service"),
                        row.getString("action"),
                        row.getBoolean("read_only"),
                        row.getString("error")),
                new Activity.Place(
                        row.getString("account"),
                        row.getString("region"),
                        row.getString("address"),
                        row.getString("agent")),
                Arrays.asList((String[]) row.getArray("resources").getArray()));
    }
}
