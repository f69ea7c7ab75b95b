package com.kaldrix.monitoring.compliance.deadline;

import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Findings that fail and whose time is over within a day, or is over: one alert for each owner, whatever number of findings there are. */
@Repository
class FindingDeadlines implements Deadlines {
    private static final Duration SOON = Duration.ofDays(1);
    private static final String NOBODY = "nobody";
    private static final String BY_OWNER = """
            select owner, count(*) filter (where due_at > :now) as soon, count(*) filter (where due_at <= :now) as late
            from finding
            where due_at is not null and due_at <= :soon and counts and compliance = 'FAILED'
            group by owner order by owner
            """;

    private final JdbcClient jdbc;

    FindingDeadlines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Due> due(Instant now) {
        return jdbc
                .sql(BY_OWNER)
                .param("now", Timestamp.from(now))
                .param("soon", Timestamp.from(now.plus(SOON)))
                .query((row, number) -> due(row.getString("owner"), row.getLong("soon"), row.getLong("late")))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Due> due(String owner, long soon, long late) {
        String who = owner.isEmpty() ? NOBODY : owner;
        TreeMap<String, String> labels = new TreeMap<>(Map.of("owner", who));
        return Stream.of(
                        new Due("FindingsDueSoon", labels, Severity.P3, count(soon) + " due within a day, for " + who),
                        new Due("FindingsOverdue", labels, Severity.P2, count(late) + " overdue, for " + who))
                .filter(due -> due.alert().equals("FindingsDueSoon") ? soon > 0 : late > 0)
                .toList();
    }

    private static String count(long findings) {
        return findings == 1 ? "1 finding is" : findings + " findings are";
    }
}
