package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Findings as rows, many at once. Rows are taken in the order of their ids, and what is new is added before what is known is locked, so that two
 * batches that speak of the same findings come one after the other.
 */
@Repository
class JdbcFindings implements Findings {
    private static final int MOST_SAID = 100_000;
    private static final String KNOWN = """
            select id, words, component, clue_id, changed_at
            from finding where id = any(:ids::uuid[]) order by id for update
            """;
    private static final String VALUES = """
            from unnest(:ids::text[], :accounts::text[], :regions::text[], :controls::text[], :resources::text[],
                :types::text[], :components::text[], :titles::text[], :severities::text[], :compliances::text[],
                :workflows::text[], :records::text[], :counts::boolean[], :clues::text[], :words::text[], :firsts::text[],
                :lasts::text[], :updates::text[], :tolds::text[], :changes::text[])
                as new (id, account, region, control, resource, resource_type, component, title, severity, compliance,
                    workflow, record, counts, clue_id, words, first_seen, last_seen, updated_at, told_at, changed_at)
            """;
    private static final String ADD = """
            insert into finding (id, account, region, control, resource, resource_type, component, title, severity,
                compliance, workflow, record, counts, clue_id, words, first_seen, last_seen, updated_at, told_at, changed_at)
            select id::uuid, account, region, control, resource, resource_type, component, title, severity, compliance,
                workflow, record, counts, clue_id::uuid, words::jsonb, first_seen::timestamptz, last_seen::timestamptz,
                updated_at::timestamptz, told_at::timestamptz, changed_at::timestamptz
            """ + VALUES + """
            on conflict (id) do nothing
            returning id
            """;
    private static final String CHANGE = """
            update finding set resource_type = new.resource_type, component = new.component, title = new.title,
                severity = new.severity, compliance = new.compliance, workflow = new.workflow, record = new.record,
                counts = new.counts, clue_id = new.clue_id::uuid, words = new.words::jsonb,
                first_seen = new.first_seen::timestamptz, last_seen = new.last_seen::timestamptz,
                updated_at = new.updated_at::timestamptz, told_at = new.told_at::timestamptz,
                changed_at = new.changed_at::timestamptz
            """ + VALUES + """
            where finding.id = new.id::uuid
            """;

    private final JdbcClient jdbc;
    private final FindingPages pages;
    private final MissingFindings missing;
    private final Components components;
    private final Trail trail;
    private final Map<FindingClues, TallyBook.Said> said = new ConcurrentHashMap<>();

    JdbcFindings(JdbcClient jdbc, FindingPages pages, MissingFindings missing, Components components, Trail trail) {
        this.jdbc = jdbc;
        this.pages = pages;
        this.missing = missing;
        this.components = components;
        this.trail = trail;
    }

    /** A finding as it is to be, and what is asked of it more than once. */
    private record Row(
            JoinedFinding joined, String component, UUID clue, Instant changedAt, Finding deciding, Seen seen) {
        Verdict verdict() {
            return deciding.verdict();
        }
    }

    /** A finding as it was. */
    private record Known(JoinedFinding joined, String component, UUID clue, Instant changedAt) {}

    @Override
    public List<FindingChange> take(Collection<Finding> findings, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        // By text, which is the order that PostgreSQL has for ids.
        TreeMap<String, JoinedFinding> batch = new TreeMap<>();
        for (Finding finding : findings) {
            batch.merge(finding.key().id().toString(), JoinedFinding.of(finding), (known, one) -> known.join(finding));
        }
        TallyBook book = new TallyBook(said());
        TreeMap<String, FindingChange> changes = new TreeMap<>();
        Set<String> fresh = add(batch, book, changes, at);
        Map<String, JoinedFinding> rest = new TreeMap<>(batch);
        rest.keySet().removeAll(fresh);
        join(rest, book, changes, at);
        book.write(jdbc);
        trail.append(changes.values().stream().map(FindingRecords::of).toList(), at);
        return List.copyOf(changes.values());
    }

    /** Adds what is not known yet, and says which that was. */
    private Set<String> add(
            Map<String, JoinedFinding> batch, TallyBook book, Map<String, FindingChange> changes, Instant at) {
        if (batch.isEmpty()) {
            return Set.of();
        }
        Set<String> known = new HashSet<>(jdbc.sql("select id::text from finding where id = any(:ids::uuid[])")
                .param("ids", batch.keySet().toArray(String[]::new))
                .query(String.class)
                .list());
        Map<String, Row> rows = new TreeMap<>();
        batch.forEach((id, joined) -> {
            if (!known.contains(id)) {
                rows.put(id, row(joined, book, at));
            }
        });
        if (rows.isEmpty()) {
            return Set.of();
        }
        // Whoever adds one of them at the same time is waited for here.
        Set<String> added = new HashSet<>(params(ADD, rows).query(String.class).list());
        for (String id : added) {
            Row row = Objects.requireNonNull(rows.get(id));
            book.count(line(row.joined(), row.component(), row.clue()), row.verdict(), 1);
            changes.put(
                    id,
                    new FindingChange(
                            UUID.fromString(id),
                            row.joined().key(),
                            Optional.empty(),
                            row.verdict(),
                            row.joined().severity()));
        }
        return added;
    }

    private void join(
            Map<String, JoinedFinding> batch, TallyBook book, Map<String, FindingChange> changes, Instant at) {
        if (batch.isEmpty()) {
            return;
        }
        Map<String, Row> rows = new TreeMap<>();
        known(batch).forEach((id, was) -> {
            JoinedFinding joined = was.joined();
            for (Finding word : Objects.requireNonNull(batch.get(id)).words().values()) {
                joined = joined.join(word);
            }
            if (joined == was.joined()) {
                return;
            }
            boolean changed = !joined.verdict().equals(was.joined().verdict())
                    || joined.severity() != was.joined().severity();
            Row row = row(joined, book, changed ? at : was.changedAt());
            rows.put(id, row);
            book.count(
                    line(was.joined(), was.component(), was.clue()),
                    was.joined().verdict(),
                    -1);
            book.count(line(joined, row.component(), row.clue()), joined.verdict(), 1);
            if (changed) {
                changes.put(
                        id,
                        new FindingChange(
                                UUID.fromString(id),
                                joined.key(),
                                Optional.of(was.joined().verdict()),
                                joined.verdict(),
                                joined.severity()));
            }
        });
        if (!rows.isEmpty()) {
            params(CHANGE, rows).update();
        }
    }

    private Map<String, Known> known(Map<String, JoinedFinding> batch) {
        Map<String, Known> known = new TreeMap<>();
        jdbc.sql(KNOWN).param("ids", batch.keySet().toArray(String[]::new)).query(row -> {
            String id = row.getString("id");
            FindingKey key = Objects.requireNonNull(batch.get(id)).key();
            known.put(
                    id,
                    new Known(
                            Words.read(key, row.getString("words")),
                            row.getString("component"),
                            row.getObject("clue_id", UUID.class),
                            row.getTimestamp("changed_at").toInstant()));
        });
        return known;
    }

    private Row row(JoinedFinding joined, TallyBook book, Instant changedAt) {
        return new Row(
                joined,
                components.of(joined.key().resource(), joined.resourceType()),
                book.clue(joined.clues()),
                changedAt,
                joined.deciding(),
                joined.seen());
    }

    private static TallyBook.Line line(JoinedFinding joined, String component, UUID clue) {
        FindingKey key = joined.key();
        return new TallyBook.Line(
                clue, new Tally.Kind(key.control(), key.account(), key.region(), component, joined.severity()));
    }

    private JdbcClient.StatementSpec params(String sql, Map<String, Row> rows) {
        List<Row> all = new ArrayList<>(rows.values());
        return jdbc.sql(sql)
                .param("ids", rows.keySet().toArray(String[]::new))
                .param("accounts", texts(all, row -> row.joined().key().account()))
                .param("regions", texts(all, row -> row.joined().key().region()))
                .param(
                        "controls",
                        texts(all, row -> row.joined().key().control().toString()))
                .param("resources", texts(all, row -> row.joined().key().resource()))
                .param("types", texts(all, row -> row.joined().resourceType()))
                .param("components", texts(all, Row::component))
                .param("titles", texts(all, row -> row.deciding().title()))
                .param("severities", texts(all, row -> row.joined().severity().name()))
                .param(
                        "compliances",
                        texts(all, row -> row.verdict().compliance().name()))
                .param("workflows", texts(all, row -> row.verdict().workflow().name()))
                .param("records", texts(all, row -> row.verdict().record().name()))
                .param("counts", all.stream().map(row -> row.verdict().counts()).toArray(Boolean[]::new))
                .param("clues", texts(all, row -> row.clue().toString()))
                .param("words", texts(all, row -> Words.write(row.joined())))
                .param("firsts", texts(all, row -> row.seen().first().toString()))
                .param("lasts", texts(all, row -> row.seen().last().toString()))
                .param("updates", texts(all, row -> row.seen().updated().toString()))
                .param("tolds", texts(all, row -> row.seen().told().toString()))
                .param("changes", texts(all, row -> row.changedAt().toString()));
    }

    private Map<FindingClues, TallyBook.Said> said() {
        if (said.size() > MOST_SAID) {
            said.clear();
        }
        return said;
    }

    private static String[] texts(List<Row> rows, Function<Row, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }

    @Override
    public List<FindingChange> archiveMissing(Scan scan, Set<Origin> seen, Instant now) {
        List<FindingChange> changes = new ArrayList<>();
        if (!scan.complete()) {
            return changes;
        }
        MissingFindings.Batch batch = missing.first(scan, seen);
        while (true) {
            changes.addAll(take(batch.findings(), now));
            if (batch.next() == null) {
                return changes;
            }
            batch = missing.after(scan, seen, batch.next());
        }
    }

    @Override
    public Optional<StoredFinding> find(UUID id) {
        return pages.find(id);
    }

    @Override
    public Page<StoredFinding> find(FindingFilter filter, Optional<Cursor> after, int limit) {
        return pages.find(filter, after, limit);
    }

    @Override
    public boolean assign(UUID id, StoredFinding.Care care, Instant now) {
        @Nullable Timestamp due = care.dueAt().map(Timestamp::from).orElse(null);
        boolean known = jdbc.sql("update finding set owner = :owner, due_at = :due where id = :id")
                        .param("owner", care.owner())
                        .param("due", due)
                        .param("id", id)
                        .update()
                > 0;
        if (known) {
            trail.append(List.of(FindingRecords.of(id, care)), now);
        }
        return known;
    }
}
