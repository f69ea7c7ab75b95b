package com.kaldrix.monitoring.compliance.audit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.LocalNoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.audit.tree.GrowingTree;
import com.kaldrix.monitoring.compliance.audit.verify.ExportWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifyCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LocalNoteSigner signer = new LocalNoteSigner("kaldrix.example/trail", LocalNoteSigner.newPair());
    private Path export = Path.of("");

    @BeforeEach
    void write() throws IOException {
        export = folder.resolve("trail.zip");
        TrailEntry entry = new TrailEntry(0, Instant.EPOCH, "waiver.created", "waiver/1", "{}");
        GrowingTree tree = new GrowingTree();
        tree.add(entry.leafHash());
        SignedNote note = signer.sign(new Checkpoint("kaldrix.example/trail", 1, tree.root()).text());
        try (ExportWriter writer = new ExportWriter(Files.newOutputStream(export), signer.key(), List.of(note))) {
            writer.entry(entry.bytes());
        }
        Files.writeString(folder.resolve("key"), signer.key().encode() + "\n");
        Files.writeString(
                folder.resolve("kept"),
                signer.sign(new Checkpoint("kaldrix.example/trail", 2, tree.root()).text())
                        .encode());
    }

    private int run(String... arguments) {
        return new AuditVerifyCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    @Test
    void anIntactExportIsSaidToBe() {
        assertThat(run(
                        "verify",
                        export.toString(),
                        "--key",
                        folder.resolve("key").toString()))
                .isZero();
        assertThat(out).hasToString("1 entries, 1 signed checkpoints; they speak for the first 1.\nIntact.\n");
        assertThat(err.size()).isZero();
    }

    @Test
    void aCheckpointThatWasKeptIsHeldAgainstIt() {
        assertThat(run(
                        "verify",
                        export.toString(),
                        "--checkpoint",
                        folder.resolve("kept").toString()))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("held against the key in the export itself")
                .contains("The trail ends after 1 entries, and a checkpoint says that there were 2.")
                .endsWith("NOT intact.\n");
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithASentence() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("check", "x")).isEqualTo(2);
        assertThat(run("verify", "--what")).isEqualTo(2);
        assertThat(run("verify", export.toString(), "--key")).isEqualTo(2);
        assertThat(run("verify", folder.resolve("gone.zip").toString())).isEqualTo(2);
        Files.writeString(folder.resolve("bad"), "bad");
        assertThat(run(
                        "verify",
                        export.toString(),
                        "--key",
                        folder.resolve("bad").toString()))
                .isEqualTo(2);
        assertThat(run("verify", folder.resolve("bad").toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(8)
                .allSatisfy(line -> assertThat(line).doesNotContain("Exception"))
                .contains("There is no file " + folder.resolve("gone.zip") + ".")
                .anyMatch(line -> line.startsWith("--key") && line.contains("name+id+key"));
        assertThat(out.size()).isZero();
    }
}
