package com.kaldrix.monitoring.compliance.report.csv;

import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.FindingsWriter;
import com.kaldrix.monitoring.compliance.report.ReportFinding;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.text.EnumWord;
import com.kaldrix.monitoring.compliance.report.text.Memo;
import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes findings as CSV, a header first. Where a field holds several things, spaces divide them. */
final class CsvFindings implements FindingsWriter {
    static final List<String> COLUMNS = List.of(
            "state",
            "severity",
            "control",
            "title",
            "cause",
            "resource_type",
            "resource",
            "account",
            "region",
            "component",
            "owner",
            "due",
            "waiver",
            "first_seen",
            "last_seen",
            "updated",
            "compliance",
            "workflow",
            "record",
            "requirements",
            "origins");

    private final Utf8Output out;
    private final CsvFields csv;
    private final Memo<List<RequirementId>> requirements = new Memo<>(CsvFindings::requirements);

    CsvFindings(OutputStream to) throws IOException {
        out = new Utf8Output(to);
        csv = new CsvFields(out);
        for (String column : COLUMNS) {
            csv.field(column);
        }
        csv.endRecord();
    }

    @Override
    public void take(ReportFinding finding) throws IOException {
        FindingKey key = finding.key();
        ReportFinding.What what = finding.what();
        ReportFinding.Handling handling = finding.handling();
        Instant due = handling.due();
        csv.field(finding.state().word());
        csv.field(EnumWord.of(what.severity()));
        csv.field(key.control().toString());
        csv.field(what.title());
        csv.field(what.cause());
        csv.field(what.resourceType());
        csv.field(key.resource());
        csv.field(key.account());
        csv.field(key.region());
        csv.field(handling.component());
        csv.field(handling.owner());
        if (due == null) {
            csv.field("");
        } else {
            csv.field(due);
        }
        csv.field(handling.waiver());
        csv.field(finding.seen().first());
        csv.field(finding.seen().last());
        csv.field(finding.seen().updated());
        csv.field(EnumWord.of(finding.verdict().compliance()));
        csv.field(EnumWord.of(finding.verdict().workflow()));
        csv.field(EnumWord.of(finding.verdict().record()));
        csv.plain(requirements.of(finding.requirements()));
        csv.field(
                what.origins().size() == 1
                        ? what.origins().getFirst().toString()
                        : what.origins().stream().map(Origin::toString).collect(Collectors.joining(" ")));
        csv.endRecord();
    }

    private static byte[] requirements(List<RequirementId> requirements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Output out = new Utf8Output(bytes)) {
            new CsvFields(out)
                    .field(requirements.stream().map(RequirementId::toString).collect(Collectors.joining(" ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOfRange(bytes.toByteArray(), 1, bytes.size() - 1);
    }

    @Override
    public void finish(WholeReport report) {
        // All is said.
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
