package com.kaldrix.monitoring.compliance.report.json;

import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.ReportFinding;
import com.kaldrix.monitoring.compliance.report.text.EnumWord;
import com.kaldrix.monitoring.compliance.report.text.Memo;
import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Writes a finding in canonical form, without what is not known. For one thread. */
final class FindingJson {
    private final Memo<List<RequirementId>> requirements = new Memo<>(FindingJson::requirements);

    void write(JsonStream json, ReportFinding finding) throws IOException {
        FindingKey key = finding.key();
        ReportFinding.What what = finding.what();
        ReportFinding.Handling handling = finding.handling();
        Instant due = handling.due();
        json.object().member("account", key.account());
        unlessEmpty(json, "cause", what.cause());
        json.member("compliance", EnumWord.of(finding.verdict().compliance()));
        unlessEmpty(json, "component", handling.component());
        json.member("control", key.control().toString());
        if (due != null) {
            json.member("due", due);
        }
        json.member("firstSeen", finding.seen().first())
                .member("lastSeen", finding.seen().last())
                .name("origins")
                .list();
        for (Origin origin : what.origins()) {
            json.value(origin.toString());
        }
        json.endList();
        unlessEmpty(json, "owner", handling.owner());
        json.member("record", EnumWord.of(finding.verdict().record()))
                .member("region", key.region())
                .name("requirements")
                .raw(requirements.of(finding.requirements()))
                .member("resource", key.resource());
        unlessEmpty(json, "resourceType", what.resourceType());
        json.member("severity", EnumWord.of(what.severity()))
                .member("state", finding.state().word())
                .member("title", what.title())
                .member("updated", finding.seen().updated());
        unlessEmpty(json, "waiver", handling.waiver());
        json.member("workflow", EnumWord.of(finding.verdict().workflow())).endObject();
    }

    private static void unlessEmpty(JsonStream json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.member(name, text);
        }
    }

    private static byte[] requirements(List<RequirementId> requirements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Utf8Output out = new Utf8Output(bytes)) {
            JsonStream json = JsonStream.canonical(out).list();
            for (RequirementId requirement : requirements) {
                json.value(requirement.toString());
            }
            json.endList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
