package com.kaldrix.monitoring.compliance.report.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.audit.note.LocalNoteSigner;
import com.kaldrix.monitoring.compliance.report.PrintedReport;
import com.kaldrix.monitoring.compliance.report.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportVerifyCommandTest {
    private final LocalNoteSigner signer = new LocalNoteSigner("reports", LocalNoteSigner.newPair());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path keys;

    private Path report() {
        return folder.resolve("report.json");
    }

    private Path key() {
        return keys.resolve("reports.pub");
    }

    @BeforeEach
    void makeAReport() throws Exception {
        Files.writeString(report(), "{}\n");
        Files.writeString(key(), signer.key().encode() + "\n");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(report()));
        Manifest manifest = new Manifest(
                new UUID(1, 2),
                "0".repeat(64),
                new Checkpoint("kaldrix.example/compliance", 7, new byte[32]),
                List.of(new PrintedReport.PrintedFile(
                        "report.json", 3, HexFormat.of().formatHex(hash))));
        Files.writeString(
                folder.resolve(Manifest.FILE), signer.sign(manifest.text()).encode());
    }

    private int run(String... arguments) {
        return new ReportVerifyCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anIntactReportIsIntact() {
        assertThat(run("verify", folder.toString(), "--key", key().toString())).isZero();
        assertThat(said())
                .contains("Report 00000000-0000-0001-0000-000000000002, 1 files")
                .contains("the first 7 entries of the audit trail kaldrix.example/compliance")
                .endsWith("Intact.\n");
        assertThat(complained()).isEmpty();
    }

    @Test
    void saysThatItDidNotLookAtTheSignature() {
        assertThat(run("verify", folder.toString())).isZero();
        assertThat(said()).contains("--key FILE holds it against your key");
    }

    @Test
    void namesTheFileThatWasChanged() throws IOException {
        Files.writeString(report(), "[]\n");
        assertThat(run("verify", folder.toString(), "--key", key().toString())).isOne();
        assertThat(said())
                .contains("report.json was changed: its hash is another one.")
                .endsWith("NOT intact.\n");
    }

    @Test
    void refusesTheKeyOfSomebodyElse() throws IOException {
        Files.writeString(
                key(),
                new LocalNoteSigner("reports", LocalNoteSigner.newPair()).key().encode());
        assertThat(run("verify", "--key", key().toString(), folder.toString())).isOne();
        assertThat(said()).contains("manifest.note is not signed by the key reports.");
    }

    @Test
    void saysWhatItNeeds() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("verify", folder.toString(), "--frob")).isEqualTo(2);
        assertThat(run("verify", folder.toString(), "--key")).isEqualTo(2);
        assertThat(complained().lines()).allMatch(line -> line.startsWith("usage: ./kaldrix report verify"));
    }

    @Test
    void saysWhatItDoesNotFind() throws IOException {
        assertThat(run("verify", keys.toString())).isEqualTo(2);
        assertThat(run(
                        "verify",
                        folder.toString(),
                        "--key",
                        keys.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(complained())
                .contains("There is no file")
                .contains("manifest.note")
                .contains("none");
        Files.writeString(key(), "no key");
        assertThat(run("verify", folder.toString(), "--key", key().toString())).isEqualTo(2);
        assertThat(complained()).contains("a key is written as name+id+key");
    }
}
