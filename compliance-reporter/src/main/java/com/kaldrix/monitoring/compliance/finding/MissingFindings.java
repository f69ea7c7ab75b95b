package com.kaldrix.monitoring.compliance.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds what a scan should have seen and did not, some at a time. */
@Repository
class MissingFindings {
    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String WITHIN = """
            select id, account, region, control, resource, words from finding
            where account = any(:accounts::text[]) and region = any(:regions::text[])
              and (:anyControl or control = any(:controls::text[]))
              and record = 'ACTIVE' and words @> :source::jsonb and id > :after
            order by id
            limit :limit
            """;

    private final JdbcClient jdbc;

    MissingFindings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Some of what is missing.
     *
     * @param findings each archived as the scan has it
     * @param next after which finding to go on; null when this is all
     */
    record Batch(List<Finding> findings, @Nullable UUID next) {}

    /** The first of it. */
    Batch first(Scan scan, Set<Origin> seen) {
        return after(scan, seen, FIRST);
    }

    Batch after(Scan scan, Set<Origin> seen, UUID after) {
        List<JoinedFinding> known = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        jdbc.sql(WITHIN)
                .param("accounts", scan.scope().accounts().toArray(String[]::new))
                .param("regions", scan.scope().regions().toArray(String[]::new))
                .param("anyControl", scan.scope().controls().isEmpty())
                .param(
                        "controls",
                        scan.scope().controls().stream().map(Control::toString).toArray(String[]::new))
                .param("source", "[{\"source\":\"" + scan.source().word() + "\"}]")
                .param("after", after)
                .param("limit", BATCH)
                .query(row -> {
                    FindingKey key = new FindingKey(
                            row.getString("account"),
                            row.getString("region"),
                            Control.parse(row.getString("control")),
                            row.getString("resource"));
                    ids.add(row.getObject("id", UUID.class));
                    known.add(Words.read(key, row.getString("words")));
                });
        List<Finding> missing = known.stream()
                .flatMap(joined -> joined.words().values().stream())
                .flatMap(word -> scan.missing(word, seen).stream())
                .toList();
        return new Batch(missing, ids.size() < BATCH ? null : ids.getLast());
    }
}
