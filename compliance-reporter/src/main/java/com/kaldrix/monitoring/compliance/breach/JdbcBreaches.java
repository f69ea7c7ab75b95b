package com.kaldrix.monitoring.compliance.breach;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.breach.BreachCase.Clock;
import com.kaldrix.monitoring.compliance.breach.BreachCase.State;
import com.kaldrix.monitoring.compliance.breach.BreachCase.Word;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Breaches as rows. */
@Repository
class JdbcBreaches implements Breaches {
    private static final String COLUMNS = """
            select id, title, discovered_at, opened_by, opened_at, description, state, decided_by, decided_at, decision
            from breach
            """;
    private static final String ADD = """
            insert into breach (id, title, discovered_at, opened_by, opened_at, description, state)
            values (:id, :title, :discovered, :by, :at, :description, :state)
            """;
    private static final String ADD_CLOCK = """
            insert into breach_clock (breach_id, regime, due_at) values (:id, :regime, :due)
            """;
    private static final String ATTACH = """
            insert into breach_finding (finding_id, breach_id) select finding::uuid, :id
            from unnest(:findings::text[]) as new (finding) on conflict (finding_id, breach_id) do nothing
            """;
    private static final String DECIDE = """
            update breach set state = :state, decided_by = :by, decided_at = :at, decision = :words where id = :id
            """;
    private static final String STOP = """
            update breach_clock set notified_by = :by, notified_at = :at, reference = :words
            where breach_id = :id and regime = :regime and notified_at is null
            """;
    private static final String PAGE = COLUMNS + """
            where (cast(:state as text) is null or state = :state)
              and (cast(:afterAt as timestamptz) is null or (discovered_at, id) < (:afterAt, :afterId))
            order by discovered_at desc, id desc
            limit :limit
            """;
    private static final String OPEN = COLUMNS + """
            where state <> 'DISMISSED'
              and exists (select 1 from breach_clock where breach_id = breach.id and notified_at is null)
            order by discovered_at, id
            """;

    private final JdbcClient jdbc;

    JdbcBreaches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(BreachCase breach) {
        jdbc.sql(ADD)
                .param("id", breach.id())
                .param("title", breach.title())
                .param("discovered", Timestamp.from(breach.discoveredAt()))
                .param("by", breach.opened().by())
                .param("at", Timestamp.from(breach.opened().at()))
                .param("description", breach.opened().words())
                .param("state", breach.state().name())
                .update();
        breach.clocks()
                .forEach(clock -> jdbc.sql(ADD_CLOCK)
                        .param("id", breach.id())
                        .param("regime", clock.regime().name())
                        .param("due", Timestamp.from(clock.dueAt()))
                        .update());
        attach(breach.id(), breach.findings());
    }

    @Override
    public void attach(UUID id, List<UUID> findings) {
        jdbc.sql(ATTACH)
                .param("id", id)
                .param(
                        "findings",
                        findings.stream().map(UUID::toString).sorted().toArray(String[]::new))
                .update();
    }

    @Override
    public Optional<BreachCase> lock(UUID id) {
        return cases(jdbc.sql(COLUMNS + " where id = :id for update").param("id", id)).stream()
                .findFirst();
    }

    @Override
    public Optional<BreachCase> find(UUID id) {
        return cases(jdbc.sql(COLUMNS + " where id = :id").param("id", id)).stream()
                .findFirst();
    }

    @Override
    public void decide(UUID id, State state, Word decision) {
        said(jdbc.sql(DECIDE), decision)
                .param("id", id)
                .param("state", state.name())
                .update();
    }

    @Override
    public boolean stop(UUID id, Regime regime, Word notified) {
        return said(jdbc.sql(STOP), notified)
                        .param("id", id)
                        .param("regime", regime.name())
                        .update()
                > 0;
    }

    private static JdbcClient.StatementSpec said(JdbcClient.StatementSpec sql, Word word) {
        return sql.param("by", word.by()).param("at", Timestamp.from(word.at())).param("words", word.words());
    }

    @Override
    public Page<BreachCase> find(Optional<State> state, Optional<Cursor> after, int limit) {
        List<BreachCase> found = cases(jdbc.sql(PAGE)
                .param("state", state.map(Enum::name).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1));
        return Page.of(found, limit, one -> new Cursor(one.discoveredAt().toString(), one.id()));
    }

    @Override
    public List<BreachCase> open() {
        return cases(jdbc.sql(OPEN));
    }

    private record Row(UUID id, BreachCase bare) {}

    private List<BreachCase> cases(JdbcClient.StatementSpec sql) {
        List<Row> rows = sql.query((row, number) -> bare(row)).list();
        String[] ids = rows.stream().map(row -> row.id().toString()).toArray(String[]::new);
        Map<UUID, List<Clock>> clocks = new HashMap<>();
        jdbc.sql("select breach_id, regime, due_at, notified_by, notified_at, reference from breach_clock"
                        + " where breach_id = any(:ids::uuid[]) order by due_at, regime")
                .param("ids", ids)
                .query(row -> {
                    clocks.computeIfAbsent(row.getObject("breach_id", UUID.class), id -> new ArrayList<>())
                            .add(new Clock(
                                    Regime.valueOf(row.getString("regime")),
                                    row.getTimestamp("due_at").toInstant(),
                                    word(row, "notified_by", "notified_at", "reference")));
                });
        Map<UUID, List<UUID>> findings = new HashMap<>();
        jdbc.sql(
                        "select breach_id, finding_id from breach_finding where breach_id = any(:ids::uuid[]) order by finding_id")
                .param("ids", ids)
                .query(row -> {
                    findings.computeIfAbsent(row.getObject("breach_id", UUID.class), id -> new ArrayList<>())
                            .add(row.getObject("finding_id", UUID.class));
                });
        return rows.stream()
                .map(row -> new BreachCase(
                        row.id(),
                        row.bare().title(),
                        row.bare().discoveredAt(),
                        row.bare().opened(),
                        row.bare().state(),
                        row.bare().decision(),
                        clocks.getOrDefault(row.id(), List.of()),
                        findings.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static Row bare(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Row(
                id,
                new BreachCase(
                        id,
                        row.getString("title"),
                        row.getTimestamp("discovered_at").toInstant(),
                        new Word(
                                row.getString("opened_by"),
                                row.getTimestamp("opened_at").toInstant(),
                                row.getString("description")),
                        State.valueOf(row.getString("state")),
                        word(row, "decided_by", "decided_at", "decision"),
                        List.of(),
                        List.of()));
    }

    private static Optional<Word> word(ResultSet row, String by, String at, String words) throws SQLException {
        @Nullable String who = row.getString(by);
        @Nullable Timestamp when = row.getTimestamp(at);
        @Nullable String said = row.getString(words);
        return who == null || when == null
                ? Optional.empty()
                : Optional.of(new Word(who, when.toInstant(), said == null ? "" : said));
    }
}
