package com.kaldrix.monitoring.alert.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcInbox implements Inbox {
    private static final String ADD = """
            insert into inbox (message_id, received_at)
            select id, :now from unnest(:ids::text[]) as incoming (id) order by id
            on conflict (message_id) do nothing
            returning message_id
            """;

    private static final String FORGET = """
            delete from inbox where received_at < :before
            """;

    private final JdbcClient jdbc;

    JdbcInbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> add(Collection<String> messages, Instant now) {
        return jdbc.sql(ADD)
                .param("ids", messages.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    @Override
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }
}
