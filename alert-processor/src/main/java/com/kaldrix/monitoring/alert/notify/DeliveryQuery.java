package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parameters of the list of notifications. */
record DeliveryQuery(
        @Parameter(description = "Only those on this incident") @Nullable
        UUID incident,

        @Parameter(description = "Only those to this receiver") @Nullable
        String receiver,

        @Parameter(
                description = "Only these states; may be there several times",
                array =
                        @ArraySchema(
                                schema =
                                        @Schema(
                                                type = "string",
                                                allowableValues = {
                                                    "pending",
                                                    "sending",
                                                    "delivered",
                                                    "superseded",
                                                    "rejected",
                                                    "expired"
                                                })))
        @Nullable
        List<State> state,

        @Parameter(
                description = "Only these kinds; may be there several times",
                array =
                        @ArraySchema(
                                schema =
                                        @Schema(
                                                type = "string",
                                                allowableValues = {
                                                    "opened",
                                                    "changed",
                                                    "repeated",
                                                    "escalated",
                                                    "acknowledged",
                                                    "resolved",
                                                    "opened_and_resolved",
                                                    "test"
                                                })))
        @Nullable
        List<Notification.Kind> kind,

        @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
        Cursor cursor,

        @Parameter(
                description = "How many on a page",
                schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
        @Nullable
        @Min(1)
        @Max(Page.MOST)
        Integer limit) {

    /** How a delivery may stand. */
    enum State {
        PENDING,
        SENDING,
        DELIVERED,
        SUPERSEDED,
        REJECTED,
        EXPIRED
    }

    List<State> states() {
        return Objects.requireNonNullElse(state, List.of());
    }

    List<Notification.Kind> kinds() {
        return Objects.requireNonNullElse(kind, List.of());
    }

    int pageSize() {
        return Objects.requireNonNullElse(limit, Page.USUAL);
    }

    /** As they stand in the database. */
    static String[] words(List<? extends Enum<?>> constants) {
        return constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }
}
