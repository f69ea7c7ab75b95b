package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.audit.log.Record;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Changes of findings as the audit trail records them. */
final class FindingRecords {
    private static final String CHANGED = "finding.changed";
    private static final String ASSIGNED = "finding.assigned";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FindingRecords() {}

    static Record of(FindingChange change) {
        // In the order of the names, which is the form that is kept.
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("account", change.key().account());
        body.put("after", words(change.after()));
        change.before().ifPresent(before -> body.put("before", words(before)));
        body.put("control", change.key().control().toString());
        body.put("region", change.key().region());
        body.put("resource", change.key().resource());
        body.put("severity", change.severity().name());
        return new Record(CHANGED, "finding/" + change.id(), JSON.writeValueAsString(body));
    }

    /** That it has another owner or date. */
    static Record of(UUID finding, StoredFinding.Care care) {
        Map<String, Object> body = new LinkedHashMap<>();
        care.dueAt().ifPresent(due -> body.put("dueAt", due.toString()));
        body.put("owner", care.owner());
        return new Record(ASSIGNED, "finding/" + finding, JSON.writeValueAsString(body));
    }

    private static Map<String, String> words(Verdict verdict) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("compliance", verdict.compliance().name());
        words.put("record", verdict.record().name());
        words.put("workflow", verdict.workflow().name());
        return words;
    }
}
