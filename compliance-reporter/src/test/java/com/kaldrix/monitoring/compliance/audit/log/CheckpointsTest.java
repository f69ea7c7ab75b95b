package com.kaldrix.monitoring.compliance.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.objects.ObjectContent;
import com.kaldrix.monitoring.common.objects.ObjectEntry;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.LocalNoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.verify.ExportVerifier;
import com.kaldrix.monitoring.compliance.audit.verify.ExportWriter;
import com.kaldrix.monitoring.compliance.audit.verify.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class CheckpointsTest {
    private static final String ORIGIN = "kaldrix.example/trail";

    private final TrailDatabase database = new TrailDatabase();
    private final JdbcTrail trail = database.trail;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T12:00:00Z"));
    private final LocalNoteSigner signer = new LocalNoteSigner(ORIGIN, LocalNoteSigner.newPair());
    private final Path folder;
    private final Objects objects;
    private final Checkpoints checkpoints;

    CheckpointsTest(@TempDir Path folder) {
        this.folder = folder;
        objects = OpenObjects.at(
                new ObjectLocation.Directory(folder.resolve("objects")), new S3Options("us-east-1", null, null));
        checkpoints = new Checkpoints(trail, signer, objects, ORIGIN, clock);
    }

    @AfterEach
    void close() {
        objects.close();
        database.close();
    }

    private void grow(int count) {
        database.transactions.executeWithoutResult(status -> trail.append(
                IntStream.range(0, count)
                        .mapToObj(i -> new Record("report.made", "report/" + i, "{\"i\":" + i + "}"))
                        .toList(),
                clock.instant()));
        trail.sequence(count);
    }

    @Test
    void aTrailIsSignedWhenItHasGrownAndNotTwice() {
        assertThat(checkpoints.make()).isEmpty();
        grow(5);
        SignedNote first = checkpoints.make().orElseThrow();
        assertThat(signer.key().hasSigned(first)).isTrue();
        assertThat(Checkpoint.parse(first.text()).size()).isEqualTo(5);
        assertThat(checkpoints.make().orElseThrow().encode()).isEqualTo(first.encode());
        grow(300);
        checkpoints.make();
        assertThat(trail.checkpoints())
                .extracting(note -> Checkpoint.parse(note.text()).size())
                .containsExactly(5L, 305L);
        assertThat(objects.list("").map(ObjectEntry::key))
                .containsExactlyInAnyOrder("checkpoints/00000000000000000005", "checkpoints/00000000000000000305");
        assertThat(trail.latest().orElseThrow().at()).isEqualTo(clock.instant());
    }

    @Test
    void oneThatWasWrittenByAnotherReplicaIsTakenOver() {
        grow(5);
        SignedNote first = checkpoints.make().orElseThrow();
        new JdbcTemplate(database.owner).execute("alter table trail_checkpoint disable trigger all");
        new JdbcTemplate(database.owner).execute("delete from trail_checkpoint");
        assertThat(checkpoints.make().orElseThrow().encode()).isEqualTo(first.encode());
    }

    @Test
    void aTrailThatWasChangedAfterItWasSignedIsToldFromWhatWasSigned() {
        grow(5);
        checkpoints.make();
        JdbcTemplate owner = new JdbcTemplate(database.owner);
        for (String table : List.of("trail_checkpoint", "trail_entry")) {
            owner.execute("alter table " + table + " disable trigger all");
        }
        owner.execute("delete from trail_checkpoint");
        owner.execute("update trail_entry set leaf_hash = sha256('x') where seq = 2");
        assertThatThrownBy(checkpoints::make)
                .isInstanceOf(TrailForkedException.class)
                .hasMessageContaining("does not fit the trail");
    }

    @Test
    void aForeignObjectInItsPlaceIsNotTaken() {
        grow(5);
        LocalNoteSigner other = new LocalNoteSigner(ORIGIN, LocalNoteSigner.newPair());
        objects.createIfAbsent(
                "checkpoints/00000000000000000005",
                ObjectContent.of(other.sign(new Checkpoint(ORIGIN, 5, new byte[32]).text())
                        .encode()
                        .getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(checkpoints::make).isInstanceOf(TrailForkedException.class);
    }

    @Test
    void anExportOfItIsIntactUntilSomebodyTouchesTheDatabase() throws Exception {
        grow(700);
        checkpoints.make();
        grow(50);
        checkpoints.make();
        assertThat(export()).isEqualTo(new Verdict(750, 2, 750, List.of()));

        JdbcTemplate owner = new JdbcTemplate(database.owner);
        owner.execute("alter table trail_entry disable trigger all");
        owner.execute("update trail_entry set subject = 'report/other' where seq = 710");
        assertThat(export().problems())
                .containsExactly(
                        "The first 750 entries do not have the root that their checkpoint says; the first 700 do.");
    }

    private Verdict export() throws Exception {
        Path file = folder.resolve("trail.zip");
        try (ExportWriter writer = new ExportWriter(Files.newOutputStream(file), signer.key(), trail.checkpoints())) {
            for (long from = 0; from < trail.size(); from += 100) {
                for (var entry : trail.entries(from, 100)) {
                    writer.entry(entry.bytes());
                }
            }
        }
        return new ExportVerifier(Optional.of(signer.key()), List.of()).verify(file);
    }
}
