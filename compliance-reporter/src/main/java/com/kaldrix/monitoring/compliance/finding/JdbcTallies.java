package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Tallies as rows. What clues say never changes, and so is read once; of tallies, only what may have changed since they were read last: rows bear the
 * transaction that changed them, and whatever was not to be seen in a snapshot has a number at or above its lowest running transaction.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT">PostgreSQL, transaction ids and snapshots</a>
 */
@Repository
class JdbcTallies implements Tallies {
    private static final int MOST_CLUES = 200_000;

    private static final String LOWEST_RUNNING = """
            select pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            """;
    private static final String CHANGED = """
            select clue_id, control, account, region, component, severity, passed, failed, warning, not_available
            from tally where changed >= :from
            """;
    private static final String COUNT = """
            select clue_id, control, account, region, component, severity,
                count(*) filter (where compliance = 'PASSED') as passed,
                count(*) filter (where compliance = 'FAILED') as failed,
                count(*) filter (where compliance = 'WARNING') as warning,
                count(*) filter (where compliance = 'NOT_AVAILABLE') as not_available
            """;
    private static final String ALIKE = """
            where counts
            group by clue_id, control, account, region, component, severity
            """;
    private static final String OF = COUNT + """
            from (
                select id from finding where id = any(:ids::uuid[])
                union
                select id from finding where resource = any(:resources::text[])
                union
                select finding.id from finding
                join unnest(:controls::text[], :accounts::text[], :regions::text[]) as within (control, account, region)
                    on finding.control = within.control
                    and (within.account = '' or within.account = finding.account)
                    and (within.region = '' or within.region = finding.region)
            ) as chosen
            join finding using (id)
            """ + ALIKE;

    private final JdbcClient jdbc;
    private final Map<UUID, FindingClues> clues = new ConcurrentHashMap<>();
    private final Map<TallyBook.Line, Tally> known = new HashMap<>();
    private long readFrom;

    JdbcTallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Tally> all() {
        synchronized (known) {
            long lowest = jdbc.sql(LOWEST_RUNNING).query(Long.class).single();
            for (Named one : tallies(jdbc.sql(CHANGED).param("from", readFrom))) {
                if (one.tally().counts().isNone()) {
                    known.remove(one.line());
                } else {
                    known.put(one.line(), one.tally());
                }
            }
            readFrom = lowest;
            return List.copyOf(known.values());
        }
    }

    @Override
    public List<Tally> counted() {
        return tallies(jdbc.sql(COUNT + " from finding " + ALIKE)).stream()
                .map(Named::tally)
                .toList();
    }

    @Override
    public List<Tally> of(Selection selection) {
        if (selection.isEmpty()) {
            return List.of();
        }
        List<ControlWithin> controls = selection.controls();
        return tallies(jdbc.sql(OF)
                        .param(
                                "ids",
                                selection.findings().stream()
                                        .map(UUID::toString)
                                        .toArray(String[]::new))
                        .param("resources", selection.resources().toArray(String[]::new))
                        .param(
                                "controls",
                                controls.stream()
                                        .map(within -> within.control().toString())
                                        .toArray(String[]::new))
                        .param(
                                "accounts",
                                controls.stream().map(ControlWithin::account).toArray(String[]::new))
                        .param(
                                "regions",
                                controls.stream().map(ControlWithin::region).toArray(String[]::new)))
                .stream()
                .map(Named::tally)
                .toList();
    }

    /** A tally and the row that it is. */
    private record Named(TallyBook.Line line, Tally tally) {}

    private record Row(UUID clue, Tally.Kind kind, Tally.Counts counts) {}

    private List<Named> tallies(JdbcClient.StatementSpec sql) {
        List<Row> rows = sql.query((row, number) -> row(row)).list();
        Map<UUID, FindingClues> said = said(rows.stream().map(Row::clue).collect(Collectors.toSet()));
        List<Named> tallies = new ArrayList<>(rows.size());
        for (Row row : rows) {
            FindingClues words = said.get(row.clue());
            if (words == null) {
                throw new IllegalStateException("there are findings with clues " + row.clue() + ", which are not kept");
            }
            tallies.add(
                    new Named(new TallyBook.Line(row.clue(), row.kind()), new Tally(words, row.kind(), row.counts())));
        }
        return tallies;
    }

    private Map<UUID, FindingClues> said(Set<UUID> ids) {
        Map<UUID, FindingClues> said = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (UUID id : ids) {
            FindingClues words = clues.get(id);
            if (words == null) {
                unknown.add(id.toString());
            } else {
                said.put(id, words);
            }
        }
        if (!unknown.isEmpty()) {
            jdbc.sql("select id, body from clue where id = any(:ids::uuid[])")
                    .param("ids", unknown.toArray(String[]::new))
                    .query(row -> {
                        said.put(row.getObject("id", UUID.class), Words.readClues(row.getString("body")));
                    });
            if (clues.size() + unknown.size() <= MOST_CLUES) {
                clues.putAll(said);
            }
        }
        return said;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("clue_id", UUID.class),
                new Tally.Kind(
                        Control.parse(row.getString("control")),
                        row.getString("account"),
                        row.getString("region"),
                        row.getString("component"),
                        FindingSeverity.valueOf(row.getString("severity"))),
                new Tally.Counts(
                        row.getLong("passed"),
                        row.getLong("failed"),
                        row.getLong("warning"),
                        row.getLong("not_available")));
    }
}
