package com.kaldrix.monitoring.compliance.report.oscal;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.FindingsWriter;
import com.kaldrix.monitoring.compliance.report.NamedUuid;
import com.kaldrix.monitoring.compliance.report.ReportData;
import com.kaldrix.monitoring.compliance.report.ReportFinding;
import com.kaldrix.monitoring.compliance.report.WholeReport;
import com.kaldrix.monitoring.compliance.report.json.JsonStream;
import com.kaldrix.monitoring.compliance.report.text.EnumWord;
import com.kaldrix.monitoring.compliance.report.text.Utf8Output;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes assessment results while the findings go by. Keeps one UUID for each control, account and region. */
final class OscalResults implements FindingsWriter {
    private final Utf8Output out;
    private final JsonStream json;
    private final NamedUuid ids;
    private final Map<Control, Observed> observed = new HashMap<>();
    private @Nullable Open open;

    /** The observation that is being written. */
    private static final class Open {
        final FindingKey key;
        final Observed control;
        Instant collected = Instant.EPOCH;

        Open(FindingKey key, Observed control) {
            this.key = key;
            this.control = control;
        }

        boolean holds(FindingKey other) {
            return key.control().equals(other.control())
                    && key.region().equals(other.region())
                    && key.account().equals(other.account());
        }
    }

    OscalResults(ReportData data, OutputStream to) throws IOException {
        this.out = new Utf8Output(to);
        this.json = JsonStream.free(out);
        this.ids = new NamedUuid(data.header().id());
        OscalHead.write(json, data, ids);
    }

    @Override
    public void take(ReportFinding finding) throws IOException {
        FindingKey key = finding.key();
        if (open == null) {
            json.name("observations").list();
            open = begin(key);
        } else if (!open.holds(key)) {
            end(open);
            open = begin(key);
        }
        Open current = open;
        current.control.speaksOf(finding.requirements());
        if (finding.seen().last().isAfter(current.collected)) {
            current.collected = finding.seen().last();
        }
        subject(finding);
    }

    private Open begin(FindingKey key) throws IOException {
        String control = key.control().toString();
        UUID id = ids.of("observation\n" + key.account() + "\n" + key.region() + "\n" + control);
        Observed state = observed.computeIfAbsent(key.control(), it -> new Observed());
        state.add(id);
        json.object()
                .member("uuid", id.toString())
                .member("title", control + " in account " + key.account() + ", " + key.region())
                .member("description", "What " + control + " found on each resource of this account and region.")
                .name("props")
                .list();
        OscalJson.property(json, "control", control);
        OscalJson.property(json, "account", key.account());
        OscalJson.property(json, "region", key.region());
        json.endList()
                .name("methods")
                .list()
                .value("TEST")
                .endList()
                .name("types")
                .list()
                .value("finding")
                .endList()
                .name("subjects")
                .list();
        return new Open(key, state);
    }

    private void end(Open observation) throws IOException {
        json.endList().member("collected", observation.collected.toString()).endObject();
    }

    private void subject(ReportFinding finding) throws IOException {
        ReportFinding.What what = finding.what();
        ReportFinding.Handling handling = finding.handling();
        String resource = finding.key().resource();
        Instant due = handling.due();
        json.object()
                .member("subject-uuid", ids.of("resource\n" + resource).toString())
                .member("type", "inventory-item")
                .member("title", resource)
                .name("props")
                .list();
        OscalJson.property(json, "state", finding.state().word());
        OscalJson.property(json, "severity", EnumWord.of(what.severity()));
        OscalJson.property(json, "resource-type", what.resourceType());
        OscalJson.property(json, "cause", what.cause());
        OscalJson.property(json, "component", handling.component());
        OscalJson.property(json, "owner", handling.owner());
        if (due != null) {
            OscalJson.property(json, "due", due);
        }
        OscalJson.property(json, "waiver", handling.waiver());
        OscalJson.property(json, "first-seen", finding.seen().first());
        OscalJson.property(json, "last-seen", finding.seen().last());
        for (Origin origin : what.origins()) {
            OscalJson.property(json, "origin", origin.toString());
        }
        json.endList();
        if (!what.title().isBlank()) {
            json.member("remarks", what.title());
        }
        json.endObject();
    }

    @Override
    public void finish(WholeReport report) throws IOException {
        if (open != null) {
            end(open);
            json.endList();
        }
        OscalTail.write(json, report, ids, observations());
        out.ascii('\n');
    }

    private Map<RequirementId, List<UUID>> observations() {
        return Observed.byRequirement(observed);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
