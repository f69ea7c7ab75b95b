package com.kaldrix.monitoring.compliance.report.json;

import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.Counts;
import com.kaldrix.monitoring.compliance.report.FindingState;
import com.kaldrix.monitoring.compliance.report.GroupedFindings;
import com.kaldrix.monitoring.compliance.report.text.EnumWord;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes grouped findings in canonical form. */
final class GroupsJson {
    private GroupsJson() {}

    static void write(JsonStream json, GroupedFindings findings) throws IOException {
        json.object().name("controls").list();
        for (GroupedFindings.ControlGroup control : findings.controls()) {
            control(json, control);
        }
        json.endList().member("overdue", findings.overdue()).name("places").list();
        for (GroupedFindings.PlaceCount place : findings.places()) {
            json.object()
                    .member("account", place.account())
                    .member("all", place.all())
                    .member("failed", place.failed())
                    .member("region", place.region())
                    .endObject();
        }
        json.endList().name("requirements").list();
        for (Map.Entry<RequirementId, GroupedFindings.RequirementCount> entry :
                findings.requirements().entrySet()) {
            requirement(json, entry.getKey(), entry.getValue());
        }
        json.endList().name("severities").object();
        Map<String, Long> severities = new TreeMap<>();
        for (FindingSeverity severity : FindingSeverity.values()) {
            severities.put(EnumWord.of(severity), findings.count(severity));
        }
        members(json, severities);
        json.endObject().name("states").object();
        Map<String, Long> states = new TreeMap<>();
        for (FindingState state : FindingState.values()) {
            states.put(state.word(), findings.count(state));
        }
        members(json, states);
        json.endObject().endObject();
    }

    private static void control(JsonStream json, GroupedFindings.ControlGroup control) throws IOException {
        json.object().name("causes").list();
        for (GroupedFindings.CauseGroup cause : control.causes()) {
            json.object().member("cause", cause.cause()).name("examples").list();
            for (String example : cause.examples()) {
                json.value(example);
            }
            json.endList()
                    .member("failed", cause.failed())
                    .member("oldest", cause.oldest().toString())
                    .member("overdue", cause.overdue());
            counts(json.name("owners"), cause.owners());
            counts(json.name("regions"), cause.regions());
            json.member("resourceType", cause.resourceType())
                    .member("waived", cause.waived())
                    .endObject();
        }
        json.endList()
                .member("control", control.control().toString())
                .member("failed", control.failed())
                .member("passed", control.passed())
                .name("requirements")
                .list();
        for (RequirementId requirement : control.requirements()) {
            json.value(requirement.toString());
        }
        json.endList()
                .member("severity", EnumWord.of(control.severity()))
                .member("title", control.title())
                .member("waived", control.waived())
                .endObject();
    }

    private static void requirement(JsonStream json, RequirementId id, GroupedFindings.RequirementCount count)
            throws IOException {
        json.object().name("controls").list();
        for (GroupedFindings.ControlCount control : count.controls()) {
            json.object()
                    .member("control", control.control().toString())
                    .member("failed", control.failed())
                    .member("waived", control.waived())
                    .endObject();
        }
        json.endList().member("failed", count.failed());
        counts(json.name("owners"), count.owners());
        json.member("passed", count.passed())
                .member("requirement", id.toString())
                .member("unknown", count.unknown())
                .member("waived", count.waived())
                .endObject();
    }

    private static void counts(JsonStream json, Counts counts) throws IOException {
        json.object().member("further", counts.further()).name("named").list();
        for (Counts.Count count : counts.named()) {
            json.object()
                    .member("findings", count.findings())
                    .member("name", count.name())
                    .endObject();
        }
        json.endList().endObject();
    }

    private static void members(JsonStream json, Map<String, Long> counts) throws IOException {
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.member(count.getKey(), count.getValue());
        }
    }
}
