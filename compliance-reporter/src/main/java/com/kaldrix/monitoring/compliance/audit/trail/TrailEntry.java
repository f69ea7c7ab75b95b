package com.kaldrix.monitoring.compliance.audit.trail;

import com.kaldrix.monitoring.compliance.audit.tree.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Something that happened and stays recorded.
 *
 * @param seq its place in the trail, from 0
 * @param at when it was recorded, to the microsecond
 * @param kind such as {@code waiver.created}
 * @param subject what it is about, such as {@code waiver/0198…}
 * @param body what there is to know, a JSON object in canonical form
 */
public record TrailEntry(long seq, Instant at, String kind, String subject, String body) {
    public TrailEntry {
        if (seq < 0) {
            throw new IllegalArgumentException("a trail has no entry " + seq);
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
        if (kind.isBlank()) {
            throw new IllegalArgumentException("'kind' is missing");
        }
        if (!body.startsWith("{")) {
            throw new IllegalArgumentException("'body' is no JSON object");
        }
    }

    /**
     * The bytes that are hashed: all of it as one JSON object in canonical form.
     *
     * @throws IllegalArgumentException if the body has no canonical form
     */
    public byte[] bytes() {
        return CanonicalJson.of("{\"at\":" + quoted(at.toString()) + ",\"body\":" + body + ",\"kind\":" + quoted(kind)
                + ",\"seq\":" + seq + ",\"subject\":" + quoted(subject) + "}");
    }

    /** The hash of its leaf, 32 bytes. */
    public byte[] leafHash() {
        return MerkleHash.leaf(bytes());
    }

    /** As a line of an export, without the line's end. */
    public String line() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
