package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.receiver.Address;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What of timelines is not in Slack's threads yet. All methods join the caller's transaction. */
@Repository
class SlackThreads {
    private static final String NEXT = """
            select incident_id from timeline_news where due_at <= :now order by due_at, entry_id limit 1
            for update skip locked
            """;

    private static final String NEWS = """
            select n.entry_id, n.posted, t.at, t.kind, t.actor, t.text
            from timeline_news n join timeline t on t.id = n.entry_id
            where n.incident_id = :incident order by n.entry_id limit :most for update of n
            """;

    private static final String THREADS = """
            select integration, reference from delivery
            where incident_id = :incident and state = 'delivered' and reference <> '' and channel like 'slack:%'
            order by place
            """;

    private static final String BUSY = """
            select exists (
                select 1 from delivery d join channel c on c.key = d.channel
                where d.channel like 'slack:%'
                  and (d.state = 'sending'
                       or d.state = 'pending' and d.next_attempt_at <= clock_timestamp() and c.blocked_until <= clock_timestamp()))
            """;

    private static final String OPEN =
            "select exists (select 1 from incident where id = :incident and state <> 'resolved')";

    private final JdbcClient jdbc;

    SlackThreads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry and the threads that have it. */
    record News(
            UUID entry,
            List<String> posted,
            Instant at,
            String kind,
            @Nullable String actor,
            String text) {}

    /** A message that was delivered, with what Slack said where it is. */
    record Told(Address address, String reference) {}

    /** The incident that has waited longest. */
    Optional<UUID> next(Instant now) {
        return jdbc.sql(NEXT).param("now", at(now)).query(UUID.class).optional();
    }

    /** Its entries, the oldest first, locked. */
    List<News> news(UUID incident, int most) {
        return jdbc.sql(NEWS)
                .param("incident", incident)
                .param("most", most)
                .query((row, number) -> new News(
                        row.getObject("entry_id", UUID.class),
                        Arrays.stream((Object[]) row.getArray("posted").getArray())
                                .map(String::valueOf)
                                .toList(),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("kind"),
                        row.getString("actor"),
                        row.getString("text")))
                .list();
    }

    List<Told> told(UUID incident) {
        return jdbc.sql(THREADS)
                .param("incident", incident)
                .query((row, number) ->
                        new Told(Address.parse(row.getString("integration")), row.getString("reference")))
                .list();
    }

    /** Whether Slack is owed messages now, which come first; one that is tried again later holds up nothing. */
    boolean busy() {
        return jdbc.sql(BUSY).query(Boolean.class).single();
    }

    boolean open(UUID incident) {
        return jdbc.sql(OPEN).param("incident", incident).query(Boolean.class).single();
    }

    void post(List<UUID> entries, String thread) {
        jdbc.sql("update timeline_news set posted = array_append(posted, :thread) where entry_id in (:entries)")
                .param("thread", thread)
                .param("entries", entries)
                .update();
    }

    /** They are certainly not there, and are tried again. */
    void again(List<UUID> entries, String thread, Instant due) {
        jdbc.sql("""
                        update timeline_news set posted = array_remove(posted, :thread), due_at = :due
                        where entry_id in (:entries)
                        """)
                .param("thread", thread)
                .param("due", at(due))
                .param("entries", entries)
                .update();
    }

    void postpone(UUID incident, Instant due) {
        jdbc.sql("update timeline_news set due_at = :due where incident_id = :incident")
                .param("due", at(due))
                .param("incident", incident)
                .update();
    }

    void done(List<UUID> entries) {
        jdbc.sql("delete from timeline_news where entry_id in (:entries)")
                .param("entries", entries)
                .update();
    }

    /** Forgets all, where nobody wants them. */
    void forget() {
        jdbc.sql("delete from timeline_news").update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
