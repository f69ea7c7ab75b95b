package com.kaldrix.monitoring.alert.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change, as it is shown.
 *
 * @param id identity
 * @param kind what, in one word
 * @param title one line
 * @param service of what; null when nobody said
 * @param region where; null for everywhere
 * @param by who made it; null when nobody said
 * @param at when
 * @param url where there is more; null for nowhere
 */
@Schema(name = "Change")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeDetails(
        UUID id,
        String kind,
        String title,

        @Schema(description = "Of what; left out when nobody said") @Nullable
        String service,

        @Schema(description = "Where; left out for everywhere") @Nullable
        String region,

        @Schema(description = "Who made it; left out when nobody said") @Nullable
        String by,

        Instant at,

        @Schema(description = "Where there is more") @Nullable
        String url) {
    public static ChangeDetails of(Change change) {
        return new ChangeDetails(
                change.id(),
                change.kind(),
                change.title(),
                given(change.where().service()),
                given(change.where().region()),
                given(change.by()),
                change.at(),
                given(change.url()));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }
}
