package com.kaldrix.monitoring.compliance.report.oscal;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.NamedUuid;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import com.kaldrix.monitoring.compliance.report.StandardResult;
import com.kaldrix.monitoring.compliance.report.json.JsonStream;
import java.io.IOException;

/** What comes before the observations. */
final class OscalHead {
    static final String VERSION = "1.1.3";

    private OscalHead() {}

    static void write(JsonStream json, ReportData data, NamedUuid ids) throws IOException {
        ReportHeader header = data.header();
        json.object()
                .name("assessment-results")
                .object()
                .member("uuid", header.id().toString())
                .name("metadata")
                .object()
                .member("title", header.title())
                .member("last-modified", header.cutOff().toString())
                .member("version", header.cutOff().toString())
                .member("oscal-version", VERSION)
                .endObject()
                .name("import-ap")
                .object()
                .member("href", "#" + plan(ids))
                .endObject()
                .name("results")
                .list()
                .object()
                .member("uuid", ids.of("result").toString())
                .member("title", header.title())
                .member(
                        "description",
                        "What was collected until the data cut-off, of "
                                + header.scope().words() + ".")
                .member("start", header.period().from().toString())
                .member("end", header.cutOff().toString());
        reviewed(json, data);
        attestations(json, data, ids);
    }

    static String plan(NamedUuid ids) {
        return ids.of("plan").toString();
    }

    private static void reviewed(JsonStream json, ReportData data) throws IOException {
        json.name("reviewed-controls").object().name("control-selections").list();
        for (StandardResult standard : data.standards()) {
            json.object()
                    .member(
                            "description",
                            standard.name() + ": " + standard.score().words());
            if (standard.requirements().findAny().isEmpty()) {
                json.name("include-all").object().endObject();
            } else {
                json.name("include-controls").list();
                for (StandardResult.RequirementState requirement :
                        standard.requirements().toList()) {
                    json.object()
                            .member("control-id", OscalText.token(new RequirementId(standard.id(), requirement.id())))
                            .endObject();
                }
                json.endList();
            }
            json.endObject();
        }
        if (data.standards().isEmpty()) {
            json.object().name("include-all").object().endObject().endObject();
        }
        json.endList().endObject();
    }

    private static void attestations(JsonStream json, ReportData data, NamedUuid ids) throws IOException {
        if (data.attestations().isEmpty()) {
            return;
        }
        json.name("attestations").list();
        for (ReportData.Attestation attestation : data.attestations()) {
            String requirement = attestation.requirement().toString();
            json.object()
                    .name("parts")
                    .list()
                    .object()
                    .member(
                            "uuid",
                            ids.of("attestation\n" + requirement + "\n" + attestation.author() + "\n"
                                            + attestation.at())
                                    .toString())
                    .member("name", "attestation")
                    .member("ns", OscalJson.NAMESPACE)
                    .member("title", "Attestation for " + requirement)
                    .name("props")
                    .list();
            OscalJson.property(json, "requirement", OscalText.token(attestation.requirement()));
            OscalJson.property(json, "author", attestation.author());
            OscalJson.property(json, "at", attestation.at().toString());
            OscalJson.property(json, "expires", attestation.until().toString());
            OscalJson.property(json, "evidence", attestation.evidence());
            OscalJson.property(json, "evidence-sha256", attestation.sha256());
            json.endList()
                    .member("prose", attestation.statement())
                    .endObject()
                    .endList()
                    .endObject();
        }
        json.endList();
    }
}
