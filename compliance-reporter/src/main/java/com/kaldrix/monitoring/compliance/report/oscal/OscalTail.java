package com.kaldrix.monitoring.compliance.report.oscal;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.GroupedFindings;
import com.kaldrix.monitoring.compliance.report.NamedUuid;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.StandardResult;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.json.JsonStream;
import com.kaldrix.monitoring.compliance.report.text.EnumWord;
import com.kaldrix.monitoring.compliance.score.Evidence;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What comes after the observations. */
final class OscalTail {
    private OscalTail() {}

    static void write(JsonStream json, WholeReport report, NamedUuid ids, Map<RequirementId, List<UUID>> observations)
            throws IOException {
        risks(json, report.data(), ids);
        findings(json, report, ids, observations);
        ReportHeader header = report.data().header();
        json.name("props").list();
        OscalJson.property(json, "data-set-sha256", report.dataSet());
        OscalJson.property(json, "data-cut-off", header.cutOff().toString());
        OscalJson.property(json, "catalogue-version", header.catalogueVersion());
        OscalJson.property(json, "audit-trail", header.trail().origin());
        OscalJson.property(
                json, "audit-trail-size", Long.toString(header.trail().size()));
        OscalJson.property(
                json,
                "audit-trail-root",
                Base64.getEncoder().encodeToString(header.trail().root()));
        for (ReportData.Gap gap : report.data().gaps()) {
            OscalJson.property(
                    json,
                    "not-collected",
                    gap.source() + " of account " + gap.account() + " in " + gap.region()
                            + (gap.since() == null ? ", never collected: " : ", not since " + gap.since() + ": ")
                            + gap.reason());
        }
        for (ReportData.Unmapped unmapped : report.data().unmapped()) {
            OscalJson.property(
                    json,
                    "unmapped",
                    unmapped.control() + " with " + unmapped.findings() + " findings: " + unmapped.reason());
        }
        json.endList()
                .endObject()
                .endList()
                .name("back-matter")
                .object()
                .name("resources")
                .list()
                .object()
                .member("uuid", OscalHead.plan(ids))
                .member("title", "Automated collection")
                .member(
                        "description",
                        "Findings are collected as they arise, and judged by the catalogue of that version.")
                .endObject()
                .endList()
                .endObject()
                .endObject()
                .endObject();
    }

    private static void risks(JsonStream json, ReportData data, NamedUuid ids) throws IOException {
        if (data.waivers().isEmpty()) {
            return;
        }
        json.name("risks").list();
        for (ReportData.Waiver waiver : data.waivers()) {
            boolean inForce = waiver.until().isAfter(data.header().cutOff());
            json.object()
                    .member("uuid", ids.of("waiver\n" + waiver.id()).toString())
                    .member("title", "Waiver of " + waiver.target())
                    .member(
                            "description",
                            waiver.findings() + " failed findings are accepted until " + waiver.until() + ".")
                    .member("statement", waiver.reason())
                    .name("props")
                    .list();
            OscalJson.property(json, "waiver", waiver.id());
            OscalJson.property(json, "owner", waiver.owner());
            OscalJson.property(json, "from", waiver.from().toString());
            json.endList()
                    .member("status", inForce ? "deviation-approved" : "open")
                    .member("deadline", waiver.until().toString())
                    .endObject();
        }
        json.endList();
    }

    private static void findings(
            JsonStream json, WholeReport report, NamedUuid ids, Map<RequirementId, List<UUID>> observations)
            throws IOException {
        if (report.data().standards().stream()
                .flatMap(StandardResult::requirements)
                .findAny()
                .isEmpty()) {
            return;
        }
        json.name("findings").list();
        for (StandardResult standard : report.data().standards()) {
            for (StandardResult.RequirementState requirement :
                    standard.requirements().toList()) {
                RequirementId id = new RequirementId(standard.id(), requirement.id());
                GroupedFindings.RequirementCount count = report.findings().requirement(id);
                json.object()
                        .member("uuid", ids.of("requirement\n" + id).toString())
                        .member("title", standard.name() + " " + requirement.id() + ": " + requirement.title())
                        .member("description", words(requirement.evidence(), count))
                        .name("target")
                        .object()
                        .member("type", "objective-id")
                        .member("target-id", OscalText.token(id))
                        .name("props")
                        .list();
                OscalJson.property(json, "requirement", id.toString());
                OscalJson.property(json, "evidence", EnumWord.of(requirement.evidence()));
                OscalJson.property(json, "kind", requirement.kind().word());
                json.endList().name("status").object();
                status(json, requirement.evidence());
                json.endObject().endObject();
                related(json, observations.getOrDefault(id, List.of()));
                json.endObject();
            }
        }
        json.endList();
    }

    // OSCAL knows no third state; what is not known is not satisfied, and the reason says that it is not a failure.
    private static void status(JsonStream json, Evidence evidence) throws IOException {
        json.member("state", evidence == Evidence.PASSED ? "satisfied" : "not-satisfied")
                .member(
                        "reason",
                        switch (evidence) {
                            case PASSED -> "pass";
                            case FAILED -> "fail";
                            case UNKNOWN, NO_DATA -> "other";
                        });
        switch (evidence) {
            case PASSED, FAILED -> {}
            case UNKNOWN -> json.member("remarks", "Some checks could not be made, and none failed.");
            case NO_DATA -> json.member("remarks", "There is no evidence for it or against it.");
        }
    }

    private static String words(Evidence evidence, GroupedFindings.RequirementCount count) {
        return switch (evidence) {
                    case PASSED -> "Passed";
                    case FAILED -> "Failed";
                    case UNKNOWN -> "Unknown";
                    case NO_DATA -> "No data";
                }
                + ". Findings: " + count.failed() + " failed, " + count.waived() + " waived, " + count.unknown()
                + " unknown, " + count.passed() + " passed.";
    }

    private static void related(JsonStream json, List<UUID> observations) throws IOException {
        if (observations.isEmpty()) {
            return;
        }
        json.name("related-observations").list();
        for (UUID observation : observations) {
            json.object().member("observation-uuid", observation.toString()).endObject();
        }
        json.endList();
    }
}
