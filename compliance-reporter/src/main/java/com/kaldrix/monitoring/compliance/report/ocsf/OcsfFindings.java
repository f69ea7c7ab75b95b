package com.kaldrix.monitoring.compliance.report.ocsf;

import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.FindingsWriter;
import com.kaldrix.monitoring.compliance.report.NamedUuid;
import com.kaldrix.monitoring.compliance.report.ReportFinding;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.json.JsonStream;
import com.kaldrix.monitoring.compliance.report.text.Memo;
import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Writes findings in the shape of OCSF 1.6. */
final class OcsfFindings implements FindingsWriter {
    private static final String VERSION = "1.6.0";
    private static final int CATEGORY = 2;
    private static final int CLASS = 2003;
    private static final int CREATE = 1;
    private static final int UPDATE = 2;
    private static final int CLOSE = 3;
    private static final int TYPES_OF_A_CLASS = 100;

    private final Utf8Output out;
    private final JsonStream json;
    private final NamedUuid ids;
    private final byte[] metadata;
    private final Memo<List<RequirementId>> requirements = new Memo<>(OcsfFindings::requirements);

    OcsfFindings(ReportHeader header, OutputStream to) {
        this.out = new Utf8Output(to);
        this.json = JsonStream.free(out);
        this.ids = new NamedUuid(header.id());
        this.metadata = metadata(header.id().toString());
    }

    @Override
    public void take(ReportFinding finding) throws IOException {
        FindingKey key = finding.key();
        ReportFinding.What what = finding.what();
        int activity = activity(finding);
        json.object()
                .member("activity_id", activity)
                .member("category_uid", CATEGORY)
                .member("class_uid", CLASS)
                .member("type_uid", (long) CLASS * TYPES_OF_A_CLASS + activity)
                .member("severity_id", severity(finding))
                .member("status_id", status(finding))
                .member("time", finding.seen().updated().toEpochMilli())
                .name("metadata")
                .raw(metadata);
        cloud(key);
        info(finding);
        compliance(finding);
        json.name("resources").list().object().member("uid", key.resource()).member("region", key.region());
        if (!what.resourceType().isEmpty()) {
            json.member("type", what.resourceType());
        }
        owner(finding.handling());
        json.endObject().endList();
        unmapped(finding);
        json.endObject().line();
    }

    // The same for every finding.
    private static byte[] metadata(String report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Output out = new Utf8Output(bytes)) {
            JsonStream.free(out)
                    .object()
                    .member("version", VERSION)
                    .name("product")
                    .object()
                    .member("name", "KALDRIX compliance-reporter")
                    .member("vendor_name", "KALDRIX")
                    .endObject()
                    .member("correlation_uid", report)
                    .name("profiles")
                    .list()
                    .value("cloud")
                    .endList()
                    .endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void cloud(FindingKey key) throws IOException {
        json.name("cloud")
                .object()
                .member("provider", "AWS")
                .member("region", key.region())
                .name("account")
                .object()
                .member("uid", key.account())
                .member("type_id", 10)
                .endObject()
                .endObject();
    }

    private void info(ReportFinding finding) throws IOException {
        List<Origin> origins = finding.what().origins();
        FindingKey key = finding.key();
        String uid = origins.isEmpty()
                ? ids.of(key.account() + "\n" + key.region() + "\n" + key.control() + "\n" + key.resource())
                        .toString()
                : origins.getFirst().id();
        json.name("finding_info")
                .object()
                .member("uid", uid)
                .member("title", finding.what().title())
                .member("first_seen_time", finding.seen().first().toEpochMilli())
                .member("last_seen_time", finding.seen().last().toEpochMilli())
                .member("modified_time", finding.seen().updated().toEpochMilli());
        if (!finding.what().cause().isEmpty()) {
            json.member("desc", finding.what().cause());
        }
        if (origins.size() > 1) {
            json.name("related_events").list();
            for (Origin origin : origins.subList(1, origins.size())) {
                json.object().member("uid", origin.id()).endObject();
            }
            json.endList();
        }
        json.endObject();
    }

    private void compliance(ReportFinding finding) throws IOException {
        json.name("compliance")
                .object()
                .member("control", finding.key().control().name())
                .member(
                        "status_id",
                        switch (finding.verdict().compliance()) {
                            case PASSED -> 1;
                            case WARNING -> 2;
                            case FAILED -> 3;
                            case NOT_AVAILABLE -> 0;
                        })
                .member(
                        "status",
                        switch (finding.verdict().compliance()) {
                            case PASSED -> "Pass";
                            case WARNING -> "Warning";
                            case FAILED -> "Fail";
                            case NOT_AVAILABLE -> "Unknown";
                        })
                .raw(requirements.of(finding.requirements()));
        json.endObject();
    }

    private void owner(ReportFinding.Handling handling) throws IOException {
        if (!handling.owner().isEmpty()) {
            json.name("owner").object().member("name", handling.owner()).endObject();
        }
    }

    // What OCSF has no place for; it has this one for such things.
    private void unmapped(ReportFinding finding) throws IOException {
        ReportFinding.Handling handling = finding.handling();
        Instant due = handling.due();
        json.name("unmapped")
                .object()
                .member("control", finding.key().control().toString())
                .member("state", finding.state().word());
        if (!handling.component().isEmpty()) {
            json.member("component", handling.component());
        }
        if (due != null) {
            json.member("due", due);
        }
        if (!handling.waiver().isEmpty()) {
            json.member("waiver", handling.waiver());
        }
        json.endObject();
    }

    private static byte[] requirements(List<RequirementId> requirements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Output out = new Utf8Output(bytes)) {
            JsonStream json = JsonStream.free(out).name("requirements").list();
            for (RequirementId requirement : requirements) {
                json.value(requirement.toString());
            }
            json.endList().name("standards").list();
            for (String standard : requirements.stream()
                    .map(RequirementId::framework)
                    .distinct()
                    .toList()) {
                json.value(standard);
            }
            json.endList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int activity(ReportFinding finding) {
        if (finding.verdict().record() == RecordState.ARCHIVED
                && finding.verdict().compliance() != ComplianceStatus.PASSED) {
            return CLOSE;
        }
        return finding.seen().first().equals(finding.seen().updated()) ? CREATE : UPDATE;
    }

    private static int severity(ReportFinding finding) {
        return switch (finding.what().severity()) {
            case UNRATED -> 0;
            case INFORMATIONAL -> 1;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    private static int status(ReportFinding finding) {
        if (finding.verdict().record() == RecordState.ARCHIVED) {
            return 5;
        }
        return switch (finding.verdict().workflow()) {
            case NEW -> 1;
            case NOTIFIED -> 2;
            case SUPPRESSED -> 3;
            case RESOLVED -> 4;
        };
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
