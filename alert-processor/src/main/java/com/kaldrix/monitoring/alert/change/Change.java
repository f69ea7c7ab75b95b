package com.kaldrix.monitoring.alert.change;

import com.kaldrix.monitoring.common.id.Ids;
import java.time.Instant;
import java.util.UUID;

/**
 * Something was changed.
 *
 * @param id identity
 * @param key by which the same change is known when it is told again
 * @param kind what, in one word: {@code deployment}, {@code api-call}, …
 * @param title one line for people
 * @param where of what, and where
 * @param by who did it; empty when nobody said
 * @param at when
 * @param url where there is more; empty for nowhere
 */
public record Change(UUID id, String key, String kind, String title, Place where, String by, Instant at, String url) {
    /**
     * Of what, and where.
     *
     * @param service what was changed; empty when nobody said
     * @param region where; empty for everywhere
     */
    public record Place(String service, String region) {
        public static final Place ANYWHERE = new Place("", "");
    }

    /** A new one. */
    public static Change of(String key, String kind, String title, Place where, String by, Instant at, String url) {
        return new Change(Ids.next(), key, kind, title, where, by, at, url);
    }
}
