package com.kaldrix.monitoring.anomaly.weekly;

import com.kaldrix.monitoring.common.json.JsonColumns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notes as rows. */
@Repository
class JdbcNotes implements Notes {
    private static final String TAKE = """
            insert into weekly_review (week, made_at) values (:week, :now) on conflict do nothing
            """;
    private static final String ADD = """
            insert into weekly_note (id, week, note) values (:id, :week, cast(:note as jsonb))
            """;
    private static final String LATEST = """
            select note from weekly_note where week = (select max(week) from weekly_review) order by id
            """;
    private static final String FIND = """
            select note from weekly_note where id = :id
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcNotes(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public boolean take(Instant week, Instant now) {
        return jdbc.sql(TAKE)
                        .param("week", Timestamp.from(week))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    @Override
    public void add(Instant week, Note note) {
        jdbc.sql(ADD)
                .param("id", note.id())
                .param("week", Timestamp.from(week))
                .param("note", json.write(note))
                .update();
    }

    @Override
    public List<Note> latest() {
        return jdbc.sql(LATEST)
                .query((row, number) -> json.read(row.getString("note"), Note.class))
                .list();
    }

    @Override
    public Optional<Note> find(UUID id) {
        return jdbc.sql(FIND)
                .param("id", id)
                .query((row, number) -> json.read(row.getString("note"), Note.class))
                .optional();
    }
}
