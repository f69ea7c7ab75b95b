package com.kaldrix.monitoring.common.page;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place after which the next page of a list begins: the sort key and the id of the last entry of the page before. Its
 * text means nothing to callers.
 *
 * @param key the sort key, as the list writes it; at most 1000 characters
 * @param id what tells entries with the same sort key apart
 */
public record Cursor(String key, UUID id) {
    private static final int LONGEST_KEY = 1000;
    private static final int LONGEST_TEXT = 6000;
    private static final String FOREIGN = "must be the 'next' of an earlier page";
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern PARTS =
            Pattern.compile("1 ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}) (.*)", Pattern.DOTALL);

    /** @throws IllegalArgumentException if the key is too long */
    public Cursor {
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a cursor's key has at most " + LONGEST_KEY + " characters");
        }
    }

    /**
     * Reads what {@link #toString} has written.
     *
     * @throws IllegalArgumentException for any other text, in words for the caller
     */
    public static Cursor parse(String text) {
        Matcher parts = PARTS.matcher(text.length() > LONGEST_TEXT ? "" : decode(text));
        if (!parts.matches()
                || parts.group(2).indexOf('\0') >= 0
                || parts.group(2).length() > LONGEST_KEY) {
            throw new IllegalArgumentException(FOREIGN);
        }
        return new Cursor(parts.group(2), UUID.fromString(parts.group(1)));
    }

    /**
     * The key of a list that is sorted by time.
     *
     * @throws IllegalArgumentException if it is none that a database can hold, in words for the caller
     */
    public Instant instant() {
        try {
            Instant instant = Instant.parse(key);
            if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(END_OF_TIME)) {
                return instant;
            }
        } catch (DateTimeException ofAnotherList) {
            throw new IllegalArgumentException(FOREIGN, ofAnotherList);
        }
        throw new IllegalArgumentException(FOREIGN);
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    @Override
    public String toString() {
        String parts = "1 " + id + " " + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }
}
