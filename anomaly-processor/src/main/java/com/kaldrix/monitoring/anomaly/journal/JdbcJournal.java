package com.kaldrix.monitoring.anomaly.journal;

import com.kaldrix.monitoring.anomaly.shard.Lease;
import com.kaldrix.monitoring.anomaly.shard.Leases;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** Journals as rows, their bodies compressed. */
@Repository
class JdbcJournal implements Journal {
    private static final String NEW_MESSAGES = """
            insert into journal_message (shard, message, received_at)
            select :shard, message, :now from unnest(:messages::text[]) as incoming (message) order by message
            on conflict (shard, message) do nothing
            returning message
            """;
    private static final String LAST = """
            select greatest(
                (select coalesce(max(seq), 0) from journal where shard = :shard),
                (select coalesce(max(seq), 0) from checkpoint where shard = :shard))
            """;
    private static final String ADD = """
            insert into journal (shard, seq, message, kind, body, received_at) values (?, ?, ?, ?, ?, ?)
            """;
    private static final String KEEP = """
            insert into checkpoint (shard, slice, seq, series, state, written_at)
            values (:shard, :slice, :seq, :series, :state, :now)
            on conflict (shard, slice) do update
            set seq = excluded.seq, series = excluded.series, state = excluded.state, written_at = excluded.written_at
            """;
    private static final String CHECKPOINTS = """
            select slice, seq, series, state from checkpoint where shard = :shard order by slice
            """;
    private static final String PART = """
            select seq, kind, body from journal where shard = :shard and seq > :after order by seq limit :limit
            """;
    private static final String FORGET = """
            delete from journal where shard = :shard and seq <= :upTo
            """;
    private static final String FORGET_MESSAGES = """
            delete from journal_message where received_at < :before
            """;
    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionOperations transactions;
    private final Leases leases;

    JdbcJournal(JdbcClient jdbc, JdbcTemplate batches, TransactionOperations transactions, Leases leases) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transactions = transactions;
        this.leases = leases;
    }

    @Override
    public List<Entry> append(Lease lease, List<Incoming> incoming, Instant now) {
        leases.fence(lease);
        Set<String> fresh = newMessages(lease, incoming, now);
        long seq =
                jdbc.sql(LAST).param("shard", lease.shard()).query(Long.class).single();
        List<Entry> entries = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (Incoming one : incoming) {
            // Taken out of the set, so that a message that is there twice counts once.
            if (one.message() == null || fresh.remove(one.message())) {
                Entry entry = new Entry(++seq, one.kind(), one.body());
                entries.add(entry);
                rows.add(new Object[] {
                    lease.shard(),
                    entry.seq(),
                    one.message(),
                    entry.kind().name().toLowerCase(Locale.ROOT),
                    Compression.pack(entry.body()),
                    now.atOffset(ZoneOffset.UTC)
                });
            }
        }
        batches.batchUpdate(ADD, rows);
        return entries;
    }

    private Set<String> newMessages(Lease lease, List<Incoming> incoming, Instant now) {
        String[] messages = incoming.stream()
                .map(Incoming::message)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
        return messages.length == 0
                ? new HashSet<>()
                : new HashSet<>(jdbc.sql(NEW_MESSAGES)
                        .param("shard", lease.shard())
                        .param("messages", messages)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .query(String.class)
                        .list());
    }

    @Override
    public void keep(Lease lease, Checkpoint checkpoint, Instant now) {
        byte[] state = Compression.pack(checkpoint.state());
        transactions.executeWithoutResult(status -> {
            leases.fence(lease);
            jdbc.sql(KEEP)
                    .param("shard", lease.shard())
                    .param("slice", checkpoint.slice())
                    .param("seq", checkpoint.seq())
                    .param("series", checkpoint.series())
                    .param("state", state)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    @Override
    public List<Checkpoint> checkpoints(int shard) {
        return jdbc.sql(CHECKPOINTS)
                .param("shard", shard)
                .query((row, number) -> new Checkpoint(
                        row.getInt("slice"),
                        row.getLong("seq"),
                        row.getInt("series"),
                        Compression.unpack(row.getBytes("state"))))
                .list();
    }

    @Override
    public void replay(int shard, long after, Consumer<Entry> reader) {
        long at = after;
        while (true) {
            List<Entry> part = jdbc.sql(PART)
                    .param("shard", shard)
                    .param("after", at)
                    .param("limit", AT_ONCE)
                    .query((row, number) -> new Entry(
                            row.getLong("seq"),
                            Entry.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            Compression.unpack(row.getBytes("body"))))
                    .list();
            part.forEach(reader);
            if (part.size() < AT_ONCE) {
                return;
            }
            at = part.getLast().seq();
        }
    }

    @Override
    public void forget(Lease lease, long upTo) {
        transactions.executeWithoutResult(status -> {
            leases.fence(lease);
            jdbc.sql(FORGET).param("shard", lease.shard()).param("upTo", upTo).update();
        });
    }

    @Override
    public int forgetMessages(Instant before) {
        return jdbc.sql(FORGET_MESSAGES)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
