package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChange.PropertyChange;
import com.kaldrix.monitoring.compliance.identity.ContentIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes as rows. */
@Repository
class JdbcConfigurationChanges implements ConfigurationChanges {
    private static final String ADD = """
            insert into configuration_change (id, at, account, region, resource, resource_type, kind, version, properties,
                detail, events)
            select id::uuid, at::timestamptz, account, region, resource, resource_type, kind, version, properties::jsonb,
                detail, array(select jsonb_array_elements_text(events::jsonb))
            from unnest(:ids::text[], :at::text[], :accounts::text[], :regions::text[], :resources::text[], :types::text[],
                :kinds::text[], :versions::text[], :properties::text[], :details::text[], :events::text[])
                as new (id, at, account, region, resource, resource_type, kind, version, properties, detail, events)
            order by id
            on conflict (id) do nothing
            """;
    private static final String COLUMNS = """
            select id, at, account, region, resource, resource_type, kind, version, properties, detail, events
            from configuration_change
            """;
    private static final String PAGE = COLUMNS + """
            where (cast(:resource as text) is null or resource = :resource)
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:afterAt as timestamptz) is null or (at, id) < (:afterAt, :afterId))
            order by at desc, id desc
            limit :limit
            """;
    private static final String LATEST = COLUMNS + """
            where resource = any(:resources::text[]) and at >= :from order by at desc, id desc limit 1
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcConfigurationChanges(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void add(Collection<ConfigurationChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<String, ConfigurationChange> byId = new TreeMap<>();
        changes.forEach(change -> byId.putIfAbsent(id(change), change));
        List<ConfigurationChange> all = new ArrayList<>(byId.values());
        jdbc.sql(ADD)
                .param("ids", byId.keySet().toArray(String[]::new))
                .param("at", texts(all, one -> one.at().toString()))
                .param("accounts", texts(all, one -> one.resource().account()))
                .param("regions", texts(all, one -> one.resource().region()))
                .param("resources", texts(all, one -> one.resource().id()))
                .param("types", texts(all, one -> one.resource().type()))
                .param("kinds", texts(all, one -> one.kind().name()))
                .param("versions", texts(all, ConfigurationChange::version))
                .param("properties", texts(all, one -> json.write(one.properties())))
                .param("details", texts(all, ConfigurationChange::detail))
                .param("events", texts(all, one -> json.write(one.events())))
                .update();
    }

    /** Without a version, by the time. */
    private static String id(ConfigurationChange change) {
        ConfigurationChange.Subject resource = change.resource();
        return ContentIds.of(
                        resource.account(),
                        resource.region(),
                        resource.id(),
                        resource.type(),
                        change.version().isEmpty() ? change.at().toString() : change.version())
                .toString();
    }

    private static String[] texts(List<ConfigurationChange> all, Function<ConfigurationChange, String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }

    @Override
    public Page<ConfigurationChange> find(
            Optional<String> resource, Optional<Instant> from, Optional<Cursor> after, int limit) {
        List<ConfigurationChange> found = jdbc.sql(PAGE)
                .param("resource", resource.orElse(null))
                .param("from", from.map(Timestamp::from).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> change(row))
                .list();
        return Page.of(found, limit, change -> new Cursor(change.at().toString(), UUID.fromString(id(change))));
    }

    @Override
    public List<ConfigurationChange> between(Instant from, Instant to, int most) {
        return jdbc.sql(COLUMNS + " where at >= :from and at < :to order by at desc, id desc limit :most")
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("most", most)
                .query((row, number) -> change(row))
                .list();
    }

    @Override
    public long count(Instant from, Instant to) {
        return jdbc.sql("select count(*) from configuration_change where at >= :from and at < :to")
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<ConfigurationChange> latest(List<String> resources, Instant from) {
        return jdbc.sql(LATEST)
                .param("resources", resources.toArray(String[]::new))
                .param("from", Timestamp.from(from))
                .query((row, number) -> change(row))
                .optional();
    }

    private ConfigurationChange change(ResultSet row) throws SQLException {
        return new ConfigurationChange(
                new ConfigurationChange.Subject(
                        row.getString("account"),
                        row.getString("region"),
                        row.getString("resource"),
                        row.getString("resource_type")),
                ConfigurationChange.Kind.valueOf(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                row.getString("version"),
                List.of(json.read(row.getString("properties"), PropertyChange[].class)),
                row.getString("detail"),
                Arrays.asList((String[]) row.getArray("events").getArray()));
    }
}
