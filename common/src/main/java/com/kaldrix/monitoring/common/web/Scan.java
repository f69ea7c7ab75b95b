package com.kaldrix.monitoring.common.web;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes pages of a list of which the database cannot judge every entry, such as by regular expressions of RE2. Looks at a
 * bounded number of entries: a page may hold fewer than asked for, even none, and still name a next one.
 */
public final class Scan {
    private static final int BATCH = 500;
    private static final int MOST = 10_000;

    private Scan() {}

    /**
     * Entries of a list.
     *
     * @param <T> what an entry is
     */
    @FunctionalInterface
    public interface Entries<T> {
        /**
         * The next entries in the list's order.
         *
         * @param after only what comes after this place; null for the beginning
         * @param limit how many at most
         */
        List<T> next(@Nullable Cursor after, int limit);
    }

    /**
     * One page.
     *
     * @param entries the list
     * @param after where the page begins; null for the first
     * @param limit how many entries it holds at most
     * @param passes which entries belong on it
     * @param place the place of an entry
     */
    public static <T> Page<T> page(
            Entries<T> entries, @Nullable Cursor after, int limit, Predicate<T> passes, Function<T, Cursor> place) {
        List<T> found = new ArrayList<>();
        Cursor from = after;
        // As many as the page needs where all pass; more at once where they do not.
        int wanted = limit + 1;
        for (int seen = 0; seen < MOST; ) {
            List<T> batch = entries.next(from, wanted);
            batch.stream().filter(passes).forEach(found::add);
            if (found.size() > limit || batch.size() < wanted) {
                return Page.of(found.subList(0, Math.min(found.size(), limit + 1)), limit, place);
            }
            from = place.apply(batch.getLast());
            seen += batch.size();
            wanted = Math.max(BATCH, limit + 1);
        }
        return new Page<>(found, from == null ? null : from.toString());
    }
}
