package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.audit.log.Record;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Changes of findings as the audit trail records them. */
final class FindingRecords {
    private static final String KIND = "finding.changed";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FindingRecords() {}

    static Record of(FindingChange change) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("account", change.key().account());
        body.put("region", change.key().region());
        body.put("control", change.key().control().toString());
        body.put("resource", change.key().resource());
        change.before().ifPresent(before -> body.put("before", words(before)));
        body.put("after", words(change.after()));
        body.put("severity", change.severity().name());
        return new Record(KIND, "finding/" + change.id(), JSON.writeValueAsString(body));
    }

    private static Map<String, String> words(Verdict verdict) {
        return Map.of(
                "compliance", verdict.compliance().name(),
                "workflow", verdict.workflow().name(),
                "record", verdict.record().name());
    }
}
