package com.kaldrix.monitoring.compliance.drift;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Moments with names, as rows. */
@Repository
class Baselines {
    private static final String SET = """
            insert into baseline (name, at, created_by, created_at) values (:name, :at, :by, :now)
            on conflict (name) do update set
                at = excluded.at, created_by = excluded.created_by, created_at = excluded.created_at
            """;

    private final JdbcClient jdbc;

    Baselines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void set(Baseline baseline) {
        jdbc.sql(SET)
                .param("name", baseline.name())
                .param("at", Timestamp.from(baseline.at()))
                .param("by", baseline.createdBy())
                .param("now", Timestamp.from(baseline.createdAt()))
                .update();
    }

    boolean remove(String name) {
        return jdbc.sql("delete from baseline where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    /** The latest moment first. */
    List<Baseline> all() {
        return jdbc.sql("select name, at, created_by, created_at from baseline order by at desc, name")
                .query((row, number) -> baseline(row))
                .list();
    }

    Optional<Baseline> find(String name) {
        return jdbc.sql("select name, at, created_by, created_at from baseline where name = :name")
                .param("name", name)
                .query((row, number) -> baseline(row))
                .optional();
    }

    private static Baseline baseline(ResultSet row) throws SQLException {
        return new Baseline(
                row.getString("name"),
                row.getTimestamp("at").toInstant(),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }
}
