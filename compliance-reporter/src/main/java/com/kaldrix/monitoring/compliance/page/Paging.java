package com.kaldrix.monitoring.compliance.page;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that lists share. */
public final class Paging {
    private Paging() {}

    /**
     * The place after which a page of a list begins that is sorted by time.
     *
     * @throws InvalidRequestException if the cursor is of another list
     */
    public static Optional<Cursor> byTime(@Nullable Cursor cursor) {
        try {
            Optional.ofNullable(cursor).ifPresent(Cursor::instant);
        } catch (IllegalArgumentException ofAnotherList) {
            throw new InvalidRequestException("cursor", String.valueOf(ofAnotherList.getMessage()));
        }
        return Optional.ofNullable(cursor);
    }

    /** How many items a page has. */
    public static int size(@Nullable Integer limit) {
        return Objects.requireNonNullElse(limit, Page.USUAL);
    }

    /**
     * Checks that a time begins before it ends.
     *
     * @throws InvalidRequestException that names {@code to} if it does not
     */
    public static void ordered(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new InvalidRequestException("to", "must be after 'from'");
        }
    }

    /** A text; empty when there is none, and when it is empty. */
    public static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(given -> !given.isBlank());
    }
}
