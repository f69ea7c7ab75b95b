package com.kaldrix.monitoring.compliance.reporting.again;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.report.StandardResult;
import com.kaldrix.monitoring.compliance.score.Coverage;
import com.kaldrix.monitoring.compliance.score.Evidence;
import com.kaldrix.monitoring.compliance.score.Score;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what {@code report.json} says beside the findings. */
final class FactsReader {
    private FactsReader() {}

    /** @throws IllegalArgumentException with a sentence when it is not what a report says */
    static ReportData read(JsonNode facts) {
        return new ReportData(
                header(facts.path("header")),
                Words.list(facts, "standards", FactsReader::standard),
                Words.list(facts, "drift", FactsReader::drift),
                Words.list(facts, "waivers", FactsReader::waiver),
                Words.list(facts, "attestations", FactsReader::attestation),
                Words.list(facts, "responses", FactsReader::response),
                Words.list(facts, "remediations", FactsReader::remediation),
                Words.list(facts, "activity", FactsReader::activity),
                Words.list(facts, "gaps", FactsReader::gap),
                Words.list(facts, "unmapped", FactsReader::unmapped));
    }

    private static ReportHeader header(JsonNode json) {
        JsonNode scope = json.path("scope");
        JsonNode trail = json.path("trail");
        return new ReportHeader(
                Words.constant(json, "kind", ReportKind.class),
                new ReportScope(
                        Words.texts(scope, "standards"),
                        Words.texts(scope, "accounts"),
                        Words.texts(scope, "regions"),
                        Words.texts(scope, "components")),
                new ReportPeriod(
                        Words.time(json, "from"), Words.time(json, "until"), ZoneId.of(Words.text(json, "zone"))),
                Words.time(json, "cutOff"),
                Words.text(json, "catalogue"),
                Checkpoint.parse(Words.text(trail, "origin") + "\n" + Words.number(trail, "size") + "\n"
                        + Words.text(trail, "root") + "\n"));
    }

    private static StandardResult standard(JsonNode json) {
        return new StandardResult(
                Words.text(json, "id"),
                Words.text(json, "name"),
                score(json.path("score")),
                optional(json, "securityHub"),
                Words.list(
                        json,
                        "trend",
                        point -> new StandardResult.Point(
                                LocalDate.parse(Words.text(point, "day")), score(point.path("score")))),
                Words.list(json, "domains", FactsReader::domain));
    }

    private static StandardResult.DomainResult domain(JsonNode json) {
        @Nullable Score before = json.has("before") ? score(json.path("before")) : null;
        return new StandardResult.DomainResult(
                Words.text(json, "id"),
                Words.text(json, "title"),
                score(json.path("score")),
                before,
                Words.list(
                        json,
                        "requirements",
                        requirement -> new StandardResult.RequirementState(
                                Words.text(requirement, "id"),
                                Words.text(requirement, "title"),
                                Words.constant(requirement, "kind", Kind.class),
                                Words.constant(requirement, "evidence", Evidence.class))));
    }

    private static Score score(JsonNode json) {
        return new Score(optional(json, "percent"), new Coverage((int) Words.number(json, "known"), (int)
                Words.number(json, "all")));
    }

    private static OptionalInt optional(JsonNode json, String name) {
        return json.has(name) ? OptionalInt.of((int) Words.number(json, name)) : OptionalInt.empty();
    }

    private static ReportData.Drift drift(JsonNode json) {
        return new ReportData.Drift(
                Words.constant(json, "change", ReportData.Change.class),
                Words.time(json, "at"),
                Words.text(json, "account"),
                Words.text(json, "region"),
                Words.text(json, "subject"),
                Words.text(json, "before"),
                Words.text(json, "after"));
    }

    private static ReportData.Waiver waiver(JsonNode json) {
        return new ReportData.Waiver(
                Words.text(json, "id"),
                Words.text(json, "target"),
                Words.text(json, "reason"),
                Words.text(json, "owner"),
                Words.time(json, "from"),
                Words.time(json, "until"),
                Words.number(json, "findings"));
    }

    private static ReportData.Attestation attestation(JsonNode json) {
        return new ReportData.Attestation(
                Words.requirement(Words.text(json, "requirement")),
                Words.text(json, "statement"),
                Words.text(json, "author"),
                Words.time(json, "at"),
                Words.time(json, "until"),
                Words.text(json, "evidence"),
                Words.text(json, "sha256"));
    }

    private static ReportData.ResponseTime response(JsonNode json) {
        return new ReportData.ResponseTime(
                Words.text(json, "severity"),
                Words.number(json, "alerts"),
                Words.number(json, "acknowledged"),
                Words.secondsOrNull(json, "target"),
                Words.number(json, "inTime"),
                Words.secondsOrNull(json, "median"),
                Words.secondsOrNull(json, "p95"));
    }

    private static ReportData.Remediation remediation(JsonNode json) {
        return new ReportData.Remediation(
                Words.text(json, "id"),
                Words.text(json, "playbook"),
                Control.parse(Words.text(json, "control")),
                Words.text(json, "resource"),
                Words.time(json, "requestedAt"),
                Words.text(json, "approvedBy"),
                Words.constant(json, "outcome", ReportData.Outcome.class));
    }

    private static ReportData.PrincipalActivity activity(JsonNode json) {
        return new ReportData.PrincipalActivity(
                Words.text(json, "principal"),
                Words.text(json, "kind"),
                Words.text(json, "account"),
                Words.number(json, "actions"),
                Words.number(json, "changes"),
                Words.number(json, "refused"),
                Words.number(json, "resources"),
                Words.time(json, "first"),
                Words.time(json, "last"),
                Words.texts(json, "most"));
    }

    private static ReportData.Gap gap(JsonNode json) {
        return new ReportData.Gap(
                Words.text(json, "source"),
                Words.text(json, "account"),
                Words.text(json, "region"),
                Words.timeOrNull(json, "since"),
                Words.text(json, "reason"));
    }

    private static ReportData.Unmapped unmapped(JsonNode json) {
        return new ReportData.Unmapped(
                Control.parse(Words.text(json, "control")), Words.number(json, "findings"), Words.text(json, "reason"));
    }
}
