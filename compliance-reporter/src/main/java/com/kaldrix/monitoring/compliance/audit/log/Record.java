package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.compliance.audit.trail.CanonicalJson;
import java.nio.charset.StandardCharsets;

/**
 * Something that is to be recorded.
 *
 * @param kind such as {@code waiver.created}
 * @param subject what it is about, such as {@code waiver/0198…}
 * @param body what there is to know, a JSON object
 */
public record Record(String kind, String subject, String body) {
    /** @throws IllegalArgumentException if the kind is missing or the body is no JSON object that has a canonical form */
    public Record {
        if (kind.isBlank()) {
            throw new IllegalArgumentException("'kind' is missing");
        }
        body = new String(CanonicalJson.of(body), StandardCharsets.UTF_8);
        if (!body.startsWith("{")) {
            throw new IllegalArgumentException("'body' is no JSON object");
        }
    }
}
