package com.kaldrix.monitoring.compliance.load;

import com.kaldrix.monitoring.compliance.audit.log.Checkpoints;
import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleTree;
import com.kaldrix.monitoring.compliance.audit.verify.ExportVerifier;
import com.kaldrix.monitoring.compliance.audit.verify.ExportWriter;
import com.kaldrix.monitoring.compliance.audit.verify.Verdict;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The audit trail: appending beside plain rows, proofs, and a whole export verified. */
final class TrailLoad {
    private static final int APPENDED = 200_000;
    private static final int BATCH = 500;
    private static final int PROOFS = 2_000;
    private static final int WARM_UP = 500;
    private static final int PART = 1_000;
    private static final int MILLION = 1_000_000;
    private static final double AIM_APPENDS = 5_000;
    private static final double AIM_PROOF = 0.005;
    private static final double AIM_VERIFY = 30;
    private static final String PLAIN = """
            insert into plain_entry (kind, subject, body)
            select kind, subject, body from unnest(:kinds::text[], :subjects::text[], :bodies::text[]) as new (kind, subject, body)
            """;

    private final Trail trail;
    private final Checkpoints checkpoints;
    private final NoteSigner signer;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    TrailLoad(
            Trail trail,
            Checkpoints checkpoints,
            NoteSigner signer,
            JdbcClient jdbc,
            TransactionOperations transactions) {
        this.trail = trail;
        this.checkpoints = checkpoints;
        this.signer = signer;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    void run(Bars bars) throws IOException, InterruptedException {
        append(bars);
        checkpoints.make();
        prove(bars);
        verify(bars);
    }

    private void append(Bars bars) throws InterruptedException {
        jdbc.sql("create table plain_entry (id bigint generated always as identity primary key, kind text not null,"
                        + " subject text not null, body text not null)")
                .update();
        double plain = seconds(records -> jdbc.sql(PLAIN)
                .param("kinds", records.stream().map(Record::kind).toArray(String[]::new))
                .param("subjects", records.stream().map(Record::subject).toArray(String[]::new))
                .param("bodies", records.stream().map(Record::body).toArray(String[]::new))
                .update());
        jdbc.sql("drop table plain_entry").update();
        Stopwatch watch = new Stopwatch();
        try (Sequencer sequencer = new Sequencer(trail)) {
            double appended = seconds(records -> trail.append(records, GeneratedFindings.NOON));
            bars.atLeast(
                    "entries appended to the audit trail, " + BATCH + " in a transaction",
                    AIM_APPENDS,
                    APPENDED / appended);
        }
        bars.atLeast("the same, until all have a place and a hash", AIM_APPENDS, APPENDED / watch.seconds());
        bars.beside("beside it: plain rows with the same texts", Bars.perSecond(APPENDED / plain));
    }

    private double seconds(Consumer<List<Record>> write) {
        Stopwatch watch = new Stopwatch();
        for (int from = 0; from < APPENDED; from += BATCH) {
            List<Record> records = IntStream.range(from, from + BATCH)
                    .mapToObj(i -> new Record(
                            "load.appended",
                            "load/" + i,
                            "{\"account\":\"200000000001\",\"after\":\"FAILED\",\"number\":" + i
                                    + ",\"resource\":\"arn:aws:ec2:eu-west-1:200000000001:instance/i-" + i + "\"}"))
                    .toList();
            transactions.executeWithoutResult(status -> write.accept(records));
        }
        return watch.seconds();
    }

    private void prove(Bars bars) {
        Random random = new Random(1);
        long size = trail.size();
        double[] seconds = new double[PROOFS];
        for (int i = 0; i < WARM_UP + PROOFS; i++) {
            long entry = random.nextLong(size);
            Stopwatch watch = new Stopwatch();
            List<TrailEntry> found = trail.entries(entry, 1);
            List<byte[]> path = new MerkleTree(trail.tiles(), size).inclusion(entry);
            if (found.isEmpty() || path.isEmpty()) {
                throw new IllegalStateException("there is no proof of entry " + entry);
            }
            if (i >= WARM_UP) {
                seconds[i - WARM_UP] = watch.seconds();
            }
        }
        Arrays.sort(seconds);
        bars.below("an entry and its proof, median of " + PROOFS, AIM_PROOF, seconds[PROOFS / 2]);
        bars.below("the same, the 99th per cent", AIM_PROOF, seconds[PROOFS * 99 / 100]);
    }

    private void verify(Bars bars) throws IOException {
        Path export = Files.createTempFile("trail", ".zip");
        try {
            Stopwatch writing = new Stopwatch();
            long size = trail.size();
            try (ExportWriter writer = new ExportWriter(
                    new BufferedOutputStream(Files.newOutputStream(export)), signer.key(), trail.checkpoints())) {
                for (long from = 0; from < size; from += PART) {
                    for (TrailEntry entry : trail.entries(from, (int) Math.min(PART, size - from))) {
                        writer.entry(entry.bytes());
                    }
                }
            }
            bars.beside("the whole trail of " + size + " entries exported", Bars.seconds(writing.seconds()));
            Stopwatch reading = new Stopwatch();
            Verdict verdict = new ExportVerifier(Optional.of(signer.key()), new ArrayList<>()).verify(export);
            double seconds = reading.seconds();
            if (!verdict.problems().isEmpty() || verdict.covered() != size) {
                throw new IllegalStateException("the trail is not intact: " + verdict);
            }
            bars.below("a million entries of the export verified", AIM_VERIFY, seconds * MILLION / size);
        } finally {
            Files.delete(export);
        }
    }
}
