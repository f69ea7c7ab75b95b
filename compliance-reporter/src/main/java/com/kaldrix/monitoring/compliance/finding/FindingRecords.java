package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.audit.log.Record;
import java.util.UUID;

/** Changes of findings as the audit trail records them. */
final class FindingRecords {
    private static final String CHANGED = "finding.changed";
    private static final String ASSIGNED = "finding.assigned";

    private FindingRecords() {}

    // Members in the order of their names, which is the form that is kept.

    static Record of(FindingChange change) {
        JsonText body = new JsonText().object().member("account", change.key().account());
        verdict(body.name("after"), change.after());
        change.before().ifPresent(before -> verdict(body.name("before"), before));
        body.member("control", change.key().control().toString())
                .member("region", change.key().region())
                .member("resource", change.key().resource())
                .member("severity", change.severity().name())
                .endObject();
        return new Record(CHANGED, "finding/" + change.id(), body.toString());
    }

    private static void verdict(JsonText body, Verdict verdict) {
        body.object()
                .member("compliance", verdict.compliance().name())
                .member("record", verdict.record().name())
                .member("workflow", verdict.workflow().name())
                .endObject();
    }

    /** That it has another owner or date. */
    static Record of(UUID finding, StoredFinding.Care care) {
        JsonText body = new JsonText().object();
        care.dueAt().ifPresent(due -> body.member("dueAt", due.toString()));
        body.member("owner", care.owner()).endObject();
        return new Record(ASSIGNED, "finding/" + finding, body.toString());
    }
}
