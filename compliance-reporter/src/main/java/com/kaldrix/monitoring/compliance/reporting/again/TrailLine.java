package com.kaldrix.monitoring.compliance.reporting.again;

import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry of the audit trail, read.
 *
 * @param seq its place
 * @param at when it was recorded
 */
record TrailLine(long seq, Instant at, String kind, String subject, JsonNode body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws IllegalArgumentException with a sentence when it is none */
    static TrailLine of(byte[] canonical) {
        try {
            JsonNode json = JSON.readTree(canonical);
            return new TrailLine(
                    Words.number(json, "seq"),
                    Words.time(json, "at"),
                    Words.text(json, "kind"),
                    Words.text(json, "subject"),
                    json.path("body"));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("an entry of the trail cannot be read: " + e.getMessage(), e);
        }
    }

    /** What it is about, without what kind of thing that is: of {@code finding/0198…} the second part. */
    String id() {
        return subject.substring(subject.indexOf('/') + 1);
    }
}
