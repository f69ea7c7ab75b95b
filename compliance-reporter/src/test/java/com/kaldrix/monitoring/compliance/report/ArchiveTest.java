package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.objects.ObjectEntry;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.compliance.audit.note.LocalNoteSigner;
import com.kaldrix.monitoring.compliance.report.archive.ReportArchive;
import com.kaldrix.monitoring.compliance.report.archive.ReportDiffersException;
import com.kaldrix.monitoring.compliance.report.manifest.Manifest;
import com.kaldrix.monitoring.compliance.report.manifest.ManifestVerifier;
import com.kaldrix.monitoring.compliance.report.schedule.ReportRetention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private final LocalNoteSigner signer = new LocalNoteSigner("reports", LocalNoteSigner.newPair());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path store;

    @SuppressWarnings("NullAway.Init")
    private Objects objects;

    @SuppressWarnings("NullAway.Init")
    private ReportArchive archive;

    @BeforeEach
    void open() {
        objects = OpenObjects.at(new ObjectLocation.Directory(store), new S3Options("us-east-1", null, null));
        archive = new ReportArchive(
                objects,
                ReportExamplesOnce.press(),
                signer,
                new ReportRetention(Map.of()),
                Clock.fixed(ExampleReports.CUT_OFF, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        objects.close();
    }

    private Path folder() {
        return store.resolve(ReportArchive.folder(ExampleReports.data().header()));
    }

    private static ReportFindings lessOne() throws IOException {
        List<ReportFinding> findings = new ArrayList<>();
        ExampleReports.fleet().forEach(findings::add);
        findings.removeLast();
        return reader -> {
            for (ReportFinding finding : findings) {
                reader.take(finding);
            }
        };
    }

    @Test
    void keepsAReportThatCanBeVerified() throws IOException {
        archive.make(ExampleReports.data(), ExampleReports.fleet());
        try (Stream<ObjectEntry> entries = objects.list("reports/monthly/2026-06-01/")) {
            assertThat(entries.map(ObjectEntry::key).map(key -> key.substring(key.lastIndexOf('/') + 1)))
                    .containsExactly(
                            "findings.csv",
                            "findings.ocsf.jsonl",
                            "manifest.note",
                            "oscal-assessment-results.json",
                            "report.html",
                            "report.json",
                            "report.pdf");
        }
        assertThat(new ManifestVerifier(Optional.of(signer.key()))
                        .verify(folder())
                        .problems())
                .isEmpty();
    }

    @Test
    void goesOnWhereItWasBrokenOff() throws IOException {
        archive.make(ExampleReports.data(), ExampleReports.fleet());
        Files.delete(folder().resolve("report.pdf"));
        Files.delete(folder().resolve(Manifest.FILE));
        archive.make(ExampleReports.data(), ExampleReports.fleet());
        archive.make(ExampleReports.data(), ExampleReports.fleet());
        assertThat(new ManifestVerifier(Optional.of(signer.key()))
                        .verify(folder())
                        .problems())
                .isEmpty();
    }

    @Test
    void doesNotWriteOverWhatIsKept() throws IOException {
        archive.make(ExampleReports.data(), ExampleReports.fleet());
        byte[] kept = Files.readAllBytes(folder().resolve("findings.csv"));
        ReportFindings others = lessOne();
        assertThatThrownBy(() -> archive.make(ExampleReports.data(), others))
                .isInstanceOf(ReportDiffersException.class)
                .hasMessageContaining("findings.csv");
        assertThat(folder().resolve("findings.csv")).hasBinaryContent(kept);
    }

    @Test
    void leavesNothingOnTheDesk() throws IOException {
        archive.make(ExampleReports.data(), ExampleReports.fleet());
        ReportFindings broken = reader -> {
            throw new IOException("the database is away");
        };
        assertThatThrownBy(() -> archive.make(ExampleReports.data(), broken)).hasMessage("the database is away");
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            String id = ExampleReports.data().header().id().toString();
            assertThat(left.filter(path -> path.toString().contains(id))).isEmpty();
        }
    }
}
