package com.kaldrix.monitoring.compliance.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which messages have had their effect. */
@Repository
public class Inbox {
    private static final String ADD = """
            insert into inbox (message_id, received_at)
            select id, :now from unnest(:ids::text[]) as incoming (id) order by id
            on conflict (message_id) do nothing
            returning message_id
            """;

    private final JdbcClient jdbc;

    Inbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes messages, in the caller's transaction; those that were not known. */
    List<String> add(Collection<String> messages, Instant now) {
        return jdbc.sql(ADD)
                .param("ids", messages.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query(String.class)
                .list();
    }

    /** Forgets messages that came before; how many there were. */
    public int forget(Instant before) {
        return jdbc.sql("delete from inbox where received_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
