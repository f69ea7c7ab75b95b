package com.kaldrix.monitoring.alert.load;

import com.kaldrix.monitoring.alert.load.Paged.Call;
import com.kaldrix.monitoring.alert.load.Paged.Ending;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds who was called, among what was delivered. */
@Repository
class PagedRows {
    /** To more pages than these nobody listens; a year of ten an hour. */
    static final int MOST = 100_000;

    private static final String FIND = """
            select d.receiver, d.incident_id, d.notification ->> 'dedupKey' as step, d.created_at,
                   array(select distinct a -> 'labels' ->> 'alertname' from jsonb_array_elements(d.notification -> 'alerts') as a
                         where a -> 'labels' ->> 'alertname' is not null order by 1) as rules,
                   i.acknowledged_at, i.resolved_at, i.resolved_by
            from delivery d join incident i on i.id = d.incident_id
            where d.state = 'delivered' and d.kind in ('opened', 'escalated', 'opened_and_resolved')
              and d.created_at >= :from and d.created_at < :to
              and (d.receiver like 'person:%' or split_part(d.channel, ':', 1) in (:paging))
            order by d.created_at, d.id limit :most
            """;

    private static final List<String> PAGING = List.of("pagerduty", "opsgenie", "victorops", "pushover");

    private final JdbcClient jdbc;

    PagedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The earliest first, {@link #MOST} at most. */
    List<Paged> between(Instant from, Instant to) {
        return jdbc.sql(FIND)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("paging", PAGING)
                .param("most", MOST)
                .query((row, number) -> new Paged(
                        row.getString("receiver"),
                        new Call(row.getObject("incident_id", UUID.class), row.getString("step")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        texts(row.getArray("rules")),
                        new Ending(
                                instant(row, "acknowledged_at"),
                                instant(row, "resolved_at"),
                                row.getString("resolved_by"))))
                .list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
