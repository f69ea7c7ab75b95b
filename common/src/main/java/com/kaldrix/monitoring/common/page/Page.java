package com.kaldrix.monitoring.common.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param items in the list's order; may be empty
 * @param next what to send as {@code cursor} for the page after this; null, and left out, on the last page
 */
public record Page<T>(
        List<T> items,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String next) {
    /** How many items a page has when nobody says. */
    public static final int USUAL = 100;

    /** How many items a page has at most. */
    public static final int MOST = 500;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of what a query has found that looked for one more than the page holds, to know whether more follows.
     *
     * @param found up to {@code limit + 1} entries, in order
     * @param cursor the place of an entry
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()).toString());
    }

    /** The same page with each item as something else. */
    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
