package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.audit.tree.GrowingTree;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleHash;
import com.kaldrix.monitoring.compliance.audit.tree.Tiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The trail as rows. What waits lies in an inbox, which takes writes of many transactions at once; who has the lock moves it into the
 * trail. The lock ends with its transaction, so that a replica that dies holds up nobody.
 */
@Repository
class JdbcTrail implements Trail, Tiles {
    /** Any number that no other lock of the database has. */
    private static final long SEQUENCER = 0x6b616c64726978L;

    private static final String APPEND = """
            insert into trail_inbox (at, kind, subject, body)
            select :at, kind, subject, body
            from unnest(:kinds::text[], :subjects::text[], :bodies::text[]) with ordinality
                as new (kind, subject, body, place)
            order by place
            """;
    private static final String WAITING = """
            select id, at, kind, subject, body from trail_inbox order by id limit :most
            """;
    private static final String ADD = """
            insert into trail_entry (seq, at, kind, subject, body, leaf_hash)
            select :first + place - 1, at, kind, subject, body, decode(hash, 'hex')
            from unnest(:ids::bigint[], :hashes::text[]) with ordinality as moved (id, hash, place)
            join trail_inbox using (id)
            """;
    private static final String MOVED = """
            delete from trail_inbox where id = any(?)
            """;
    private static final String ADD_TILE = """
            insert into trail_tile (level, index, hashes, root) values (:level, :index, :hashes, :root)
            """;
    private static final String ENTRIES = """
            select seq, at, kind, subject, body from trail_entry where seq >= :from and seq < :to order by seq
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionOperations transactions;

    JdbcTrail(JdbcClient jdbc, JdbcTemplate batches, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transactions = transactions;
    }

    @Override
    public void append(List<Record> records, Instant now) {
        if (records.isEmpty()) {
            return;
        }
        jdbc.sql(APPEND)
                .param("at", Timestamp.from(now.truncatedTo(ChronoUnit.MICROS)))
                .param("kinds", records.stream().map(Record::kind).toArray(String[]::new))
                .param("subjects", records.stream().map(Record::subject).toArray(String[]::new))
                .param("bodies", records.stream().map(Record::body).toArray(String[]::new))
                .update();
    }

    /** What waits in the inbox. */
    private record Waiting(long id, TrailEntry entry) {}

    @Override
    public int sequence(int most) {
        Integer moved = transactions.execute(status -> jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                        .param("lock", SEQUENCER)
                        .query(Boolean.class)
                        .single()
                ? move(most)
                : 0);
        return moved == null ? 0 : moved;
    }

    private int move(int most) {
        long first = size();
        List<Waiting> waiting = jdbc.sql(WAITING)
                .param("most", most)
                .query((row, number) -> new Waiting(row.getLong("id"), entry(first + number, row)))
                .list();
        if (waiting.isEmpty()) {
            return 0;
        }
        byte[][] hashes = new byte[waiting.size()][];
        String[] texts = new String[waiting.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = waiting.get(i).entry().leafHash();
            texts[i] = HexFormat.of().formatHex(hashes[i]);
        }
        jdbc.sql(ADD)
                .param("first", first)
                .param("ids", waiting.stream().map(Waiting::id).toArray(Long[]::new))
                .param("hashes", texts)
                .update();
        addTiles(first, hashes);
        batches.update(MOVED, (Object) waiting.stream().map(Waiting::id).toArray(Long[]::new));
        return hashes.length;
    }

    /** Adds the tiles that are whole now, level by level. */
    private void addTiles(long first, byte[][] fresh) {
        long from = first;
        byte[][] hashes = fresh;
        for (int level = 0; hashes.length > 0; level++) {
            List<byte[]> roots = new ArrayList<>();
            long end = from + hashes.length;
            for (long tile = from / WIDTH; (tile + 1) * WIDTH <= end; tile++) {
                byte[] whole = new byte[WIDTH * MerkleHash.LENGTH];
                int known = (int) Math.max(0, from - tile * WIDTH);
                if (known > 0) {
                    byte[] before = hashes(level, tile, known);
                    System.arraycopy(before, 0, whole, 0, before.length);
                }
                for (int i = known; i < WIDTH; i++) {
                    byte[] hash = hashes[(int) (tile * WIDTH + i - from)];
                    System.arraycopy(hash, 0, whole, i * MerkleHash.LENGTH, MerkleHash.LENGTH);
                }
                roots.add(addTile(level, tile, whole));
            }
            from = from / WIDTH;
            hashes = roots.toArray(byte[][]::new);
        }
    }

    private byte[] addTile(int level, long index, byte[] hashes) {
        GrowingTree tree = new GrowingTree();
        for (int at = 0; at < hashes.length; at += MerkleHash.LENGTH) {
            tree.add(Arrays.copyOfRange(hashes, at, at + MerkleHash.LENGTH));
        }
        byte[] root = tree.root();
        jdbc.sql(ADD_TILE)
                .param("level", level)
                .param("index", index)
                .param("hashes", hashes)
                .param("root", root)
                .update();
        return root;
    }

    private static TrailEntry entry(long seq, ResultSet row) throws SQLException {
        return new TrailEntry(
                seq,
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("body"));
    }

    @Override
    public long size() {
        return jdbc.sql("select coalesce(max(seq) + 1, 0) from trail_entry")
                .query(Long.class)
                .single();
    }

    @Override
    public long waiting() {
        return jdbc.sql("select count(*) from trail_inbox").query(Long.class).single();
    }

    @Override
    public Tiles tiles() {
        return this;
    }

    @Override
    public byte[] hashes(int level, long index, int count) {
        if (count == WIDTH) {
            return jdbc.sql("select hashes from trail_tile where level = :level and index = :index")
                    .param("level", level)
                    .param("index", index)
                    .query(byte[].class)
                    .optional()
                    .orElseThrow(() -> new IllegalArgumentException("no tile " + level + "/" + index));
        }
        // The tile is not whole yet, and neither changes nor is kept until it is.
        String part = level == 0
                ? "select leaf_hash from trail_entry where seq >= :from and seq < :to order by seq"
                : "select root from trail_tile where level = :below and index >= :from and index < :to order by index";
        List<byte[]> found = jdbc.sql(part)
                .param("below", level - 1)
                .param("from", index * WIDTH)
                .param("to", index * WIDTH + count)
                .query(byte[].class)
                .list();
        if (found.size() != count) {
            throw new IllegalArgumentException("tile " + level + "/" + index + " has no " + count + " hashes");
        }
        byte[] hashes = new byte[count * MerkleHash.LENGTH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(found.get(i), 0, hashes, i * MerkleHash.LENGTH, MerkleHash.LENGTH);
        }
        return hashes;
    }

    @Override
    public List<TrailEntry> entries(long from, int most) {
        return jdbc.sql(ENTRIES)
                .param("from", from)
                .param("to", from + most)
                .query((row, number) -> entry(row.getLong("seq"), row))
                .list();
    }

    @Override
    public void keep(long size, SignedNote checkpoint, Instant now) {
        jdbc.sql(
                        "insert into trail_checkpoint (size, at, note) values (:size, :now, :note) on conflict (size) do nothing")
                .param("size", size)
                .param("now", Timestamp.from(now.truncatedTo(ChronoUnit.MICROS)))
                .param("note", checkpoint.encode())
                .update();
    }

    @Override
    public List<SignedNote> checkpoints() {
        return jdbc.sql("select note from trail_checkpoint order by size")
                .query((row, number) -> SignedNote.parse(row.getString("note")))
                .list();
    }

    @Override
    public Optional<Kept> latest() {
        return jdbc.sql("select size, at, note from trail_checkpoint order by size desc limit 1")
                .query((row, number) -> new Kept(
                        row.getLong("size"),
                        row.getTimestamp("at").toInstant(),
                        SignedNote.parse(row.getString("note"))))
                .optional();
    }
}
