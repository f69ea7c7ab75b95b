package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Findings in the order of their keys, by a cursor of the database. */
@Repository
class JdbcFindingRows implements FindingRows {
    private static final int FETCH = 1_000;
    private static final String BETWEEN = "\u001F";
    private static final Map<String, Source> SOURCES =
            Arrays.stream(Source.values()).collect(Collectors.toMap(Source::word, Function.identity()));

    private static final String WITHIN = """
             from finding
            where (cardinality(:accounts::text[]) = 0 or account = any(:accounts::text[]))
              and (cardinality(:regions::text[]) = 0 or region = any(:regions::text[]))
              and (cardinality(:components::text[]) = 0 or component = any(:components::text[]))
            """;
    private static final String ALL = """
            select account, region, control, resource, resource_type, component, title, severity, compliance, workflow,
                record, clue_id, first_seen, last_seen, updated_at, told_at, owner, due_at,
                case jsonb_array_length(words)
                    when 1 then (words #>> '{0,source}') || ' ' || (words #>> '{0,id}')
                    else (select string_agg((word ->> 'source') || ' ' || (word ->> 'id'), E'\\u001F')
                        from jsonb_array_elements(words) as word)
                end as origins
            """ + WITHIN + """
            order by account collate "C", region collate "C", control collate "C", resource collate "C"
            """;
    private static final String LAST_TOLD = """
            select split_part(control, ':', 1) as namespace, account, region, max(told_at) as at
            """ + WITHIN + """
            group by 1, account, region
            order by 1, account, region
            """;
    private static final String FAILED = """
            select count(*) from (
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
            where counts and compliance = 'FAILED'
            """;

    private final JdbcClient jdbc;

    JdbcFindingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void forEach(Bounds bounds, Reader reader) throws IOException {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a cursor lives in a transaction");
        }
        // A million rows are sorted; with the usual few megabytes that goes over the disk many times.
        jdbc.sql("select set_config('work_mem', '192MB', true)")
                .query(String.class)
                .single();
        Map<UUID, FindingClues> clues = clues();
        try {
            within(ALL, bounds).withFetchSize(FETCH).query(row -> {
                try {
                    reader.take(row(row, clues));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Map<UUID, FindingClues> clues() {
        Map<UUID, FindingClues> clues = new HashMap<>();
        jdbc.sql("select id, body from clue").withFetchSize(FETCH).query(row -> {
            clues.put(row.getObject("id", UUID.class), Words.readClues(row.getString("body")));
        });
        return clues;
    }

    /** By the places of the columns, and times without a calendar: a million rows are read so. */
    private static Row row(ResultSet row, Map<UUID, FindingClues> clues) throws SQLException {
        UUID clue = row.getObject(12, UUID.class);
        FindingClues said = clues.get(clue);
        if (said == null) {
            throw new IllegalStateException("there are findings with clues " + clue + ", which are not kept");
        }
        return new Row(
                new FindingKey(row.getString(1), row.getString(2), Control.parse(row.getString(3)), row.getString(4)),
                new About(
                        row.getString(7),
                        row.getString(5),
                        row.getString(6),
                        FindingSeverity.valueOf(row.getString(8)),
                        new StoredFinding.Care(
                                row.getString(17),
                                Optional.ofNullable(row.getObject(18, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant))),
                new Verdict(
                        ComplianceStatus.valueOf(row.getString(9)),
                        WorkflowStatus.valueOf(row.getString(10)),
                        RecordState.valueOf(row.getString(11))),
                new Seen(time(row, 13), time(row, 14), time(row, 15), time(row, 16)),
                origins(row.getString(19)),
                said);
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<Origin> origins(String text) {
        List<Origin> origins = new ArrayList<>();
        for (String origin : text.split(BETWEEN, -1)) {
            int blank = origin.indexOf(' ');
            Source source = SOURCES.get(origin.substring(0, blank));
            if (source == null) {
                throw new IllegalStateException("a finding has a word of '" + origin.substring(0, blank) + "'");
            }
            origins.add(new Origin(source, origin.substring(blank + 1)));
        }
        origins.sort(null);
        return origins;
    }

    @Override
    public long count(Bounds bounds) {
        return within("select count(*)" + WITHIN, bounds).query(Long.class).single();
    }

    @Override
    public List<LastTold> lastTold(Bounds bounds) {
        return within(LAST_TOLD, bounds)
                .query((row, number) -> new LastTold(
                        row.getString("namespace"),
                        row.getString("account"),
                        row.getString("region"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    private JdbcClient.StatementSpec within(String sql, Bounds bounds) {
        return jdbc.sql(sql)
                .param("accounts", texts(bounds.accounts()))
                .param("regions", texts(bounds.regions()))
                .param("components", texts(bounds.components()));
    }

    private static String[] texts(Set<String> set) {
        return set.stream().sorted().toArray(String[]::new);
    }

    @Override
    public List<Long> failedIn(List<Tallies.Selection> selections) {
        return selections.stream().map(this::failed).toList();
    }

    private long failed(Tallies.Selection selection) {
        List<Tallies.ControlWithin> controls = selection.controls();
        return jdbc.sql(FAILED)
                .param("ids", selection.findings().stream().map(UUID::toString).toArray(String[]::new))
                .param("resources", texts(selection.resources()))
                .param(
                        "controls",
                        controls.stream()
                                .map(within -> within.control().toString())
                                .toArray(String[]::new))
                .param(
                        "accounts",
                        controls.stream().map(Tallies.ControlWithin::account).toArray(String[]::new))
                .param(
                        "regions",
                        controls.stream().map(Tallies.ControlWithin::region).toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
