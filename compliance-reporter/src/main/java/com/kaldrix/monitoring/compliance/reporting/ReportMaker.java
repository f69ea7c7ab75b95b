package com.kaldrix.monitoring.compliance.reporting;

import com.kaldrix.monitoring.compliance.audit.log.Record;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.report.PrintedReport;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.archive.ReportArchive;
import com.kaldrix.monitoring.compliance.report.manifest.Manifest;
import com.kaldrix.monitoring.compliance.reporting.dataset.DataSetRecords;
import com.kaldrix.monitoring.compliance.reporting.run.MadeReport;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRun;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRuns;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Makes a report from a snapshot, keeps its files, and writes down in one transaction that it is there: in the list, in the audit trail, as a notice. */
@Component
class ReportMaker {
    private static final String KIND = "report.made";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Snapshots snapshots;
    private final ReportArchive archive;
    private final ReportRuns runs;
    private final Announcement announcement;
    private final Records records;

    ReportMaker(
            Snapshots snapshots, ReportArchive archive, ReportRuns runs, Announcement announcement, Records records) {
        this.snapshots = snapshots;
        this.archive = archive;
        this.runs = runs;
        this.announcement = announcement;
        this.records = records;
    }

    /** What is written down with. */
    @Component
    record Records(
            Trail trail,
            DataSetRecords dataSets,
            TransactionOperations transactions,
            Clock clock,
            ReportingProperties properties) {}

    /** Is told how far it is. */
    @FunctionalInterface
    interface Progress {
        void at(long found, long expected);
    }

    /**
     * Makes it.
     *
     * @return false when somebody else has it by now
     * @throws IOException when it cannot be made for now
     */
    boolean make(ReportRun run, UUID holder, Progress progress) throws IOException {
        Instant begun = records.clock().instant();
        long[] found = {0};
        int[] parts = {0};
        MadeReport made = snapshots.take(run.wanted(), content -> {
            progress.at(0, content.expected());
            PrintedReport printed = archive.make(
                    content.data(),
                    reader -> content.findings().forEach(finding -> {
                        reader.take(finding);
                        found[0]++;
                        progress.at(found[0], content.expected());
                    }),
                    (whole, dataSet) -> parts[0] = recorded(whole, dataSet));
            return made(printed, begun);
        });
        Boolean kept =
                records.transactions().execute(status -> finish(run, holder, made, new Extent(found[0], parts[0])));
        return Boolean.TRUE.equals(kept);
    }

    /** How many parts of its data set are in the audit trail; none if reports of its kind are not to be. */
    private int recorded(PrintedReport printed, Path dataSet) throws IOException {
        ReportHeader header = printed.whole().data().header();
        return records.properties().recorded().contains(header.kind())
                ? records.dataSets().record(header.id(), dataSet)
                : 0;
    }

    /** How many findings a report has, and how many parts its data set has in the audit trail. */
    private record Extent(long findings, int parts) {}

    private MadeReport made(PrintedReport printed, Instant begun) {
        ReportHeader header = printed.whole().data().header();
        List<MadeReport.File> files = new ArrayList<>();
        printed.files().forEach(file -> files.add(new MadeReport.File(file.name(), file.size(), file.sha256())));
        files.add(new MadeReport.File(Manifest.FILE, 0, ""));
        return new MadeReport(
                header.id(),
                header.title(),
                new MadeReport.Origin(
                        header.cutOff(),
                        header.catalogueVersion(),
                        header.trail().size(),
                        Base64.getEncoder().encodeToString(header.trail().root()),
                        printed.whole().dataSet()),
                ReportArchive.folder(header),
                files,
                printed.whole().data().standards().stream()
                        .map(standard -> new MadeReport.StandardWords(
                                standard.id(), standard.name(), standard.score().words()))
                        .toList(),
                new MadeReport.Keeping(begun, records.properties().retention().until(header.kind(), begun)));
    }

    private boolean finish(ReportRun run, UUID holder, MadeReport made, Extent extent) {
        if (!runs.finish(run.id(), holder, made, extent.findings())) {
            return false;
        }
        Instant now = records.clock().instant();
        records.trail()
                .append(
                        List.of(new Record(
                                KIND,
                                "report/" + run.id(),
                                JSON.writeValueAsString(Map.of(
                                        "report", made.report().toString(),
                                        "title", made.title(),
                                        "cutOff", made.origin().cutOff().toString(),
                                        "dataSet", made.origin().dataSet(),
                                        "folder", made.folder(),
                                        "by", run.asked().by(),
                                        "parts", extent.parts(),
                                        "files", made.files())))),
                        now);
        announcement.tell(run, made, now);
        return true;
    }
}
