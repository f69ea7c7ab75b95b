package com.kaldrix.monitoring.alert.timeline;

import com.kaldrix.monitoring.alert.timeline.TimelineEntry.Kind;
import com.kaldrix.monitoring.common.json.JsonColumns;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcTimeline implements Timeline {
    private static final UUID FIRST = new UUID(0, 0);

    private static final String ADD = """
            insert into timeline (id, incident_id, at, kind, actor, text, detail)
            values (:id, :incident, :at, :kind, :actor, :text, :detail::jsonb)
            """;

    // What a follower lacks is written down in the same statement, so that no entry is missed.
    private static final String ADD_FOLLOWED = """
            with entry as (
                %s
                returning id, incident_id, at)
            insert into timeline_news (entry_id, incident_id, due_at) select id, incident_id, at from entry
            """.formatted(ADD);

    private static final String OF = """
            select id, incident_id, at, kind, actor, text, detail from timeline
            where incident_id = :incident and id > :after order by id limit :limit
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final TimelineFollower follower;

    JdbcTimeline(JdbcClient jdbc, JsonColumns json, TimelineFollower follower) {
        this.jdbc = jdbc;
        this.json = json;
        this.follower = follower;
    }

    @Override
    public void add(TimelineEntry entry) {
        jdbc.sql(follower.follows() ? ADD_FOLLOWED : ADD)
                .param("id", entry.id())
                .param("incident", entry.incident())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                .param("actor", entry.actor())
                .param("text", entry.text())
                .param("detail", json.write(entry.detail()))
                .update();
    }

    @Override
    public List<TimelineEntry> of(UUID incident, Optional<UUID> after, int limit) {
        return jdbc.sql(OF)
                .param("incident", incident)
                .param("after", after.orElse(FIRST))
                .param("limit", limit)
                .query((row, number) -> new TimelineEntry(
                        row.getObject("id", UUID.class),
                        row.getObject("incident_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("actor"),
                        row.getString("text"),
                        json.texts(row.getString("detail"))))
                .list();
    }

    @Override
    public Optional<Instant> last(UUID incident, Kind kind) {
        return lastOf(incident, kind, null);
    }

    @Override
    public Optional<Instant> last(UUID incident, Kind kind, String text) {
        return lastOf(incident, kind, text);
    }

    private Optional<Instant> lastOf(UUID incident, Kind kind, @Nullable String text) {
        return jdbc.sql("""
                        select max(at) as at from timeline
                        where incident_id = :incident and kind = :kind and (:text::text is null or text = :text::text)
                        """)
                .param("incident", incident)
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("text", text)
                .query((row, number) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }
}
