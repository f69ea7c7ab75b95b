package com.kaldrix.monitoring.compliance.pull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.identity.ContentIds;
import com.kaldrix.monitoring.compliance.page.Paging;
import com.kaldrix.monitoring.compliance.pull.CollectionState.Word;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is collected from AWS, and what is not. */
@RestController
@RequestMapping("/api/v1/collection")
@Tag(name = "Collection")
class CollectionController {
    private final CollectionStates states;
    private final Enablements enablements;

    CollectionController(CollectionStates states, Enablements enablements) {
        this.states = states;
        this.enablements = enablements;
    }

    /** How it stands with a source of an account and region. */
    @Schema(name = "Collection")
    record View(
            String account,
            String region,
            String source,

            @Schema(description = "`collected`, `not_collected`, or `waiting` until the first look has ended")
            String state,

            @Schema(description = "All that there was at this time is known")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Instant collectedAt,

            @Schema(description = "Of what is not collected: nothing is known since then")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Instant notCollectedSince,

            @Schema(description = "Why it is not, as a word") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason,

            @Schema(description = "Why it is not, as a sentence") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String problem,

            @Schema(description = "The first of the failures that go on")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Instant failingSince,

            @Schema(description = "When it was last asked for all that it has")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Instant wholeAt,

            Instant nextAt,
            boolean running) {
        static View of(CollectionState state) {
            boolean known = state.word() != Word.NOT_COLLECTED;
            return new View(
                    state.target().account(),
                    state.target().region().code(),
                    state.target().source().word(),
                    state.word().name().toLowerCase(Locale.ROOT),
                    state.collectedAt().orElse(null),
                    known ? null : state.knownUntil(),
                    state.trouble().map(trouble -> trouble.reason().word()).orElse(null),
                    state.trouble().map(CollectionState.Trouble::words).orElse(null),
                    state.trouble().map(CollectionState.Trouble::since).orElse(null),
                    state.wholeAt().orElse(null),
                    state.nextAt(),
                    state.running());
        }
    }

    /** Whether a control is checked for a standard. */
    @Schema(name = "ControlEnablement")
    record EnablementView(
            String account,
            String region,
            String standard,
            String standardStatus,
            String control,
            boolean enabled,

            @Schema(description = "Why it is not, in the words of whoever turned it off")
            String reason,

            Instant toldAt) {
        static EnablementView of(Enablements.Kept kept) {
            Enablement one = kept.enablement();
            return new EnablementView(
                    kept.account(),
                    kept.region(),
                    one.standard(),
                    one.standardStatus(),
                    one.control(),
                    one.enabled(),
                    one.reason(),
                    kept.toldAt());
        }
    }

    /** Which sources. */
    record Query(
            @Parameter(description = "Only this account, 12 digits") @Nullable
            String account,

            @Parameter(description = "Only this region, such as `eu-west-1`") @Nullable
            String region,

            @Parameter(description = "Only this source") @Nullable
            PullSource source,

            @Parameter(description = "Only what stands so") @Nullable
            Word state,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {
        private boolean takes(CollectionState found) {
            return (account == null || account.equals(found.target().account()))
                    && (region == null || region.equals(found.target().region().code()))
                    && (source == null || source == found.target().source())
                    && (state == null || state == found.word())
                    && (cursor == null || found.target().toString().compareTo(cursor.key()) > 0);
        }
    }

    /** Which controls. */
    record ControlQuery(
            @Parameter(description = "Only this account, 12 digits") @Nullable
            String account,

            @Parameter(description = "Only this region, such as `eu-west-1`") @Nullable
            String region,

            @Parameter(description = "Only this control, such as `IAM.4`") @Nullable
            String control,

            @Parameter(description = "Only those that are checked, or only those that are not") @Nullable
            Boolean enabled,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {}

    @Operation(
            summary = "Show what is collected from AWS, and what is not",
            description = "By account, region and source. What is not collected says nothing of what has passed.")
    @GetMapping
    Page<View> list(@Valid @ParameterObject Query query) {
        int limit = Paging.size(query.limit());
        List<CollectionState> found = states.all().stream()
                .sorted((one, other) ->
                        one.target().toString().compareTo(other.target().toString()))
                .filter(query::takes)
                .limit(limit + 1L)
                .toList();
        return Page.of(found, limit, state -> {
                    String place = state.target().toString();
                    return new Cursor(place, ContentIds.of(place));
                })
                .map(View::of);
    }

    @Operation(
            summary = "List which controls Security Hub checks",
            description = "By account, region, standard and control, as it said when it was asked last.")
    @GetMapping("/controls")
    Page<EnablementView> controls(@Valid @ParameterObject ControlQuery query) {
        return enablements
                .find(
                        new Enablements.Filter(query.account(), query.region(), query.control(), query.enabled()),
                        Optional.ofNullable(query.cursor()),
                        Paging.size(query.limit()))
                .map(EnablementView::of);
    }
}
