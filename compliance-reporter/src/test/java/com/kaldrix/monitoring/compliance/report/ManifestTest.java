package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.audit.note.LocalNoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.report.csv.CsvFormat;
import com.kaldrix.monitoring.compliance.report.html.HtmlFormat;
import com.kaldrix.monitoring.compliance.report.manifest.Manifest;
import com.kaldrix.monitoring.compliance.report.manifest.ManifestVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
    private final NoteSigner signer = new LocalNoteSigner("reports", LocalNoteSigner.newPair());
    private final ManifestVerifier verifier = new ManifestVerifier(Optional.of(signer.key()));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void print() throws IOException {
        PrintedReport printed = new ReportPress(List.of(new CsvFormat()), List.of(new HtmlFormat()))
                .print(
                        ExampleReports.data(),
                        ExampleReports.fleet(),
                        name -> Files.newOutputStream(folder.resolve(name)));
        Files.writeString(
                folder.resolve(Manifest.FILE),
                signer.sign(Manifest.of(printed).text()).encode());
    }

    private List<String> problems() throws IOException {
        return verifier.verify(folder).problems();
    }

    @Test
    void filesAsTheyWereMadeAreIntact() throws IOException {
        ManifestVerifier.Verdict verdict = verifier.verify(folder);
        assertThat(verdict.problems()).isEmpty();
        Manifest manifest = verdict.manifest().orElseThrow();
        assertThat(manifest.files())
                .extracting(PrintedReport.PrintedFile::name)
                .containsExactly("findings.csv", "report.html", "report.json");
        assertThat(manifest.report()).isEqualTo(ExampleReports.data().header().id());
        assertThat(manifest.trail()).isEqualTo(ExampleReports.data().header().trail());
        assertThat(Manifest.parse(manifest.text())).isEqualTo(manifest);
    }

    @Test
    void namesTheFileOfWhichOneByteWasChanged() throws IOException {
        Path csv = folder.resolve("findings.csv");
        byte[] bytes = Files.readAllBytes(csv);
        bytes[bytes.length / 2] ^= 1;
        Files.write(csv, bytes);
        assertThat(problems()).containsExactly("findings.csv was changed: its hash is another one.");
    }

    @Test
    void namesTheFileThatIsShorterAndTheOneThatIsGone() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("report.json"));
        Files.write(folder.resolve("report.json"), java.util.Arrays.copyOf(bytes, bytes.length - 1));
        Files.delete(folder.resolve("report.html"));
        assertThat(problems())
                .containsExactly(
                        "report.html is missing.",
                        "report.json was changed: it has " + (bytes.length - 1) + " bytes and had " + bytes.length
                                + ".");
    }

    @Test
    void namesAFileThatWasPutBeside() throws IOException {
        Files.writeString(folder.resolve("report-2.html"), "<p>All passed.</p>");
        assertThat(problems()).containsExactly("report-2.html is not in the manifest.");
    }

    @Test
    void aLinkToAnotherPlaceIsNotTheFile() throws IOException {
        Path elsewhere =
                Files.move(folder.resolve("findings.csv"), folder.resolveSibling("elsewhere-" + folder.getFileName()));
        try {
            Files.createSymbolicLink(folder.resolve("findings.csv"), elsewhere);
            assertThat(problems()).containsExactly("findings.csv is missing.");
        } finally {
            Files.delete(elsewhere);
        }
    }

    @Test
    void seesAManifestThatWasChanged() throws IOException {
        Path note = folder.resolve(Manifest.FILE);
        Files.writeString(note, Files.readString(note).replace("trail kaldrix", "trail caldrix"));
        assertThat(problems()).containsExactly("manifest.note is not signed by the key reports.");
    }

    @Test
    void seesAManifestOfSomebodyElse() throws IOException {
        NoteSigner other = new LocalNoteSigner("reports", LocalNoteSigner.newPair());
        Manifest manifest = verifier.verify(folder).manifest().orElseThrow();
        Files.writeString(
                folder.resolve(Manifest.FILE), other.sign(manifest.text()).encode());
        assertThat(problems()).containsExactly("manifest.note is not signed by the key reports.");
    }

    @Test
    void saysThatWhatItReadsIsNoManifest() throws IOException {
        Files.writeString(folder.resolve(Manifest.FILE), "nothing of the kind");
        assertThat(problems()).singleElement().asString().startsWith("manifest.note is no manifest: ");
        Files.write(folder.resolve(Manifest.FILE), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(problems()).singleElement().asString().startsWith("manifest.note is no manifest: ");
        Files.delete(folder.resolve(Manifest.FILE));
        assertThatThrownBy(this::problems).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aNameNeverLeadsOutOfTheFolder() {
        String text = "kaldrix-compliance-report/1\nreport 2ed853dd-5e64-5db7-b023-e2f4e5b3553d\ndata-set sha256:"
                + "0".repeat(64) + "\ntrail x 1 " + "A".repeat(43) + "=\nfile 1 sha256:" + "0".repeat(64);
        assertThat(Manifest.parse(text + " a.txt\n").files()).hasSize(1);
        assertThatThrownBy(() -> Manifest.parse(text + " ../a.txt\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Manifest.parse(text + " /a.txt\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
