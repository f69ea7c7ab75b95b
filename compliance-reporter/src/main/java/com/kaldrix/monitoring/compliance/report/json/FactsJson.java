package com.kaldrix.monitoring.compliance.report.json;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.report.StandardResult;
import com.kaldrix.monitoring.compliance.report.text.EnumWord;
import com.kaldrix.monitoring.compliance.score.Score;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes all that a report says but the findings, in canonical form. Durations are in whole seconds. */
final class FactsJson {
    private FactsJson() {}

    static void write(JsonStream json, ReportData data) throws IOException {
        json.object();
        activity(json, data);
        attestations(json, data);
        drift(json, data);
        gaps(json, data);
        header(json, data.header());
        remediations(json, data);
        responses(json, data);
        standards(json, data);
        json.name("unmapped").list();
        for (ReportData.Unmapped unmapped : data.unmapped()) {
            json.object()
                    .member("control", unmapped.control().toString())
                    .member("findings", unmapped.findings())
                    .member("reason", unmapped.reason())
                    .endObject();
        }
        json.endList();
        waivers(json, data);
        json.endObject();
    }

    private static void activity(JsonStream json, ReportData data) throws IOException {
        json.name("activity").list();
        for (ReportData.PrincipalActivity principal : data.activity()) {
            json.object()
                    .member("account", principal.account())
                    .member("actions", principal.actions())
                    .member("changes", principal.changes())
                    .member("first", principal.first().toString())
                    .member("kind", principal.kind())
                    .member("last", principal.last().toString());
            texts(json.name("most"), principal.most());
            json.member("principal", principal.principal())
                    .member("refused", principal.refused())
                    .member("resources", principal.resources())
                    .endObject();
        }
        json.endList();
    }

    private static void attestations(JsonStream json, ReportData data) throws IOException {
        json.name("attestations").list();
        for (ReportData.Attestation attestation : data.attestations()) {
            json.object()
                    .member("at", attestation.at().toString())
                    .member("author", attestation.author())
                    .member("evidence", attestation.evidence())
                    .member("requirement", attestation.requirement().toString())
                    .member("sha256", attestation.sha256())
                    .member("statement", attestation.statement())
                    .member("until", attestation.until().toString())
                    .endObject();
        }
        json.endList();
    }

    private static void drift(JsonStream json, ReportData data) throws IOException {
        json.name("drift").list();
        for (ReportData.Drift drift : data.drift()) {
            json.object()
                    .member("account", drift.account())
                    .member("after", drift.after())
                    .member("at", drift.at().toString())
                    .member("before", drift.before())
                    .member("change", drift.change().word())
                    .member("region", drift.region())
                    .member("subject", drift.subject())
                    .endObject();
        }
        json.endList();
    }

    private static void gaps(JsonStream json, ReportData data) throws IOException {
        json.name("gaps").list();
        for (ReportData.Gap gap : data.gaps()) {
            json.object()
                    .member("account", gap.account())
                    .member("reason", gap.reason())
                    .member("region", gap.region());
            if (gap.since() != null) {
                json.member("since", gap.since().toString());
            }
            json.member("source", gap.source()).endObject();
        }
        json.endList();
    }

    private static void header(JsonStream json, ReportHeader header) throws IOException {
        Checkpoint trail = header.trail();
        ReportScope scope = header.scope();
        json.name("header")
                .object()
                .member("catalogue", header.catalogueVersion())
                .member("cutOff", header.cutOff().toString())
                .member("from", header.period().from().toString())
                .member("id", header.id().toString())
                .member("kind", header.kind().word())
                .name("scope")
                .object();
        texts(json.name("accounts"), scope.accounts());
        texts(json.name("components"), scope.components());
        texts(json.name("regions"), scope.regions());
        texts(json.name("standards"), scope.standards());
        json.endObject()
                .member("title", header.title())
                .name("trail")
                .object()
                .member("origin", trail.origin())
                .member("root", Base64.getEncoder().encodeToString(trail.root()))
                .member("size", trail.size())
                .endObject()
                .member("until", header.period().until().toString())
                .member("zone", header.period().zone().getId())
                .endObject();
    }

    private static void remediations(JsonStream json, ReportData data) throws IOException {
        json.name("remediations").list();
        for (ReportData.Remediation remediation : data.remediations()) {
            json.object()
                    .member("approvedBy", remediation.approvedBy())
                    .member("control", remediation.control().toString())
                    .member("id", remediation.id())
                    .member("outcome", remediation.outcome().word())
                    .member("playbook", remediation.playbook())
                    .member("requestedAt", remediation.requestedAt().toString())
                    .member("resource", remediation.resource())
                    .endObject();
        }
        json.endList();
    }

    private static void responses(JsonStream json, ReportData data) throws IOException {
        json.name("responses").list();
        for (ReportData.ResponseTime response : data.responses()) {
            json.object()
                    .member("acknowledged", response.acknowledged())
                    .member("alerts", response.alerts())
                    .member("inTime", response.inTime());
            seconds(json, "median", response.median());
            seconds(json, "p95", response.p95());
            json.member("severity", response.severity());
            seconds(json, "target", response.target());
            json.endObject();
        }
        json.endList();
    }

    private static void standards(JsonStream json, ReportData data) throws IOException {
        json.name("standards").list();
        for (StandardResult standard : data.standards()) {
            json.object().name("domains").list();
            for (StandardResult.DomainResult domain : standard.domains()) {
                domain(json, domain);
            }
            json.endList().member("id", standard.id()).member("name", standard.name());
            score(json.name("score"), standard.score());
            if (standard.securityHub().isPresent()) {
                json.member("securityHub", standard.securityHub().getAsInt());
            }
            json.name("trend").list();
            for (StandardResult.Point point : standard.trend()) {
                json.object().member("day", point.day().toString());
                score(json.name("score"), point.score());
                json.endObject();
            }
            json.endList().endObject();
        }
        json.endList();
    }

    private static void domain(JsonStream json, StandardResult.DomainResult domain) throws IOException {
        json.object();
        if (domain.before() != null) {
            score(json.name("before"), domain.before());
        }
        json.member("id", domain.id()).name("requirements").list();
        for (StandardResult.RequirementState requirement : domain.requirements()) {
            json.object()
                    .member("evidence", EnumWord.of(requirement.evidence()))
                    .member("id", requirement.id())
                    .member("kind", requirement.kind().word())
                    .member("title", requirement.title())
                    .endObject();
        }
        json.endList();
        score(json.name("score"), domain.score());
        json.member("title", domain.title()).endObject();
    }

    private static void waivers(JsonStream json, ReportData data) throws IOException {
        json.name("waivers").list();
        for (ReportData.Waiver waiver : data.waivers()) {
            json.object()
                    .member("findings", waiver.findings())
                    .member("from", waiver.from().toString())
                    .member("id", waiver.id())
                    .member("owner", waiver.owner())
                    .member("reason", waiver.reason())
                    .member("target", waiver.target())
                    .member("until", waiver.until().toString())
                    .endObject();
        }
        json.endList();
    }

    private static void score(JsonStream json, Score score) throws IOException {
        json.object()
                .member("all", score.coverage().all())
                .member("known", score.coverage().known());
        if (score.percent().isPresent()) {
            json.member("percent", score.percent().getAsInt());
        }
        json.endObject();
    }

    private static void seconds(JsonStream json, String name, @Nullable Duration duration) throws IOException {
        if (duration != null) {
            json.member(name, duration.toSeconds());
        }
    }

    private static void texts(JsonStream json, List<String> texts) throws IOException {
        json.list();
        for (String text : texts) {
            json.value(text);
        }
        json.endList();
    }
}
