package com.kaldrix.monitoring.common.messaging;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON of strangers: bounded in length, depth, tokens, names and numbers, so that nothing that arrives can exhaust
 * memory or stack.
 */
public final class BoundedJson {
    /** Deeper than anything that AWS sends, and far from the end of a stack. */
    public static final int MAX_DEPTH = 64;

    private final int maxLength;
    private final JsonMapper mapper;

    /** @param maxLength longest text that is read, in UTF-16 units */
    public BoundedJson(int maxLength) {
        this.maxLength = maxLength;
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxDocumentLength(maxLength)
                                .maxStringLength(maxLength)
                                .maxTokenCount(Math.max(10_000L, maxLength / 16))
                                .maxNameLength(5_000)
                                .maxNumberLength(400)
                                .build())
                        .build())
                .build();
    }

    /** @throws UnreadableJson with a sentence for people, if the text is too long, too deep or no JSON */
    public JsonNode read(String text) {
        if (text.length() > maxLength) {
            throw new UnreadableJson("is longer than " + maxLength + " characters");
        }
        try {
            return mapper.readTree(text);
        } catch (JacksonException e) {
            throw new UnreadableJson("is no JSON that can be read: " + summary(e));
        }
    }

    private static String summary(JacksonException e) {
        String message = e.getOriginalMessage();
        String reason = message == null ? e.getClass().getSimpleName() : message;
        String brief = reason.length() > 200 ? reason.substring(0, 200) + "…" : reason;
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? brief
                : brief + " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** A text that cannot be read as JSON; the message completes a sentence that begins with what the text is. */
    public static final class UnreadableJson extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnreadableJson(String message) {
            super(message);
        }
    }
}
