package com.kaldrix.monitoring.compliance.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.page.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Scores, now and over time, and what no requirement is about. */
@RestController
@RequestMapping("/api/v1/scores")
@Tag(name = "Scores")
class ScoreController {
    private final Catalogue catalogue;
    private final Scores scores;
    private final ScorePoints points;

    ScoreController(Catalogue catalogue, Scores scores, ScorePoints points) {
        this.catalogue = catalogue;
        this.scores = scores;
        this.points = points;
    }

    /**
     * All scores at one time.
     *
     * @param summary Security Hub's over its own standards: each control once
     * @param summaryOfStandards the same in the older form: the mean of the standards' scores
     */
    @Schema(name = "Scores")
    record All(
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer summary,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer summaryOfStandards,

            List<View> items) {}

    /**
     * A score.
     *
     * @param part which part of the cut; empty for all
     * @param percent ours, weighed by severity; absent when nothing is known
     * @param coverage in per cent of the requirements, without which the score says little
     * @param words both, as people read them
     * @param securityHub Security Hub's; absent when it has no data
     */
    @Schema(name = "Score")
    record View(
            String framework,
            String cut,
            String part,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer percent,

            int coverage,
            String words,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer securityHub,

            int passed,
            int passedInPart,
            int failed,
            int unknown,
            int noData) {
        static View of(StandardScore score) {
            StandardScore.Requirements counts = score.requirements();
            return new View(
                    score.framework(),
                    word(score.part().cut()),
                    score.part().name(),
                    number(score.own().percent()),
                    score.own().coverage().percent(),
                    score.own().words(),
                    number(score.securityHub()),
                    counts.passed(),
                    counts.passedInPart(),
                    counts.failed(),
                    counts.unknown(),
                    counts.noData());
        }
    }

    /** A score at one time. */
    @Schema(name = "ScorePoint")
    record PointView(
            Instant at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer percent,

            int known,
            int requirements,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer securityHub) {
        static PointView of(ScorePoint point) {
            return new PointView(
                    point.at(),
                    number(point.percent()),
                    point.coverage().known(),
                    point.coverage().all(),
                    number(point.securityHub()));
        }
    }

    /** Findings that no requirement is about, and why. */
    @Schema(name = "Unmapped")
    record UnmappedView(String control, long findings, List<String> reasons) {
        static UnmappedView of(UnmappedFindings unmapped) {
            return new UnmappedView(
                    unmapped.control().toString(),
                    unmapped.findings(),
                    unmapped.unresolved().stream()
                            .map(one -> one.clue().isEmpty() ? one.reason() : one.clue() + ": " + one.reason())
                            .distinct()
                            .toList());
        }
    }

    /** All of them. */
    @Schema(name = "UnmappedFindings")
    record UnmappedAll(long findings, List<UnmappedView> items) {}

    /** Which scores. */
    record Query(
            @Parameter(description = "Only this standard, such as `soc2-2017`") @Nullable
            String framework,

            @Parameter(description = "Only by this cut") @Nullable
            Cut cut) {}

    /** Which scores over time. */
    record History(
            @Parameter(description = "Which standard, such as `soc2-2017`") @NotBlank @Nullable
            String framework,

            @Parameter(description = "By which cut; `all` unless set") @Nullable
            Cut cut,

            @Parameter(description = "Which part of the cut") @Nullable
            String part,

            @Parameter(description = "Only at this instant or later") @Nullable
            Instant from,

            @Parameter(description = "Only before this instant") @Nullable
            Instant to,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {
        Part wanted() {
            Part wanted = new Part(Objects.requireNonNullElse(cut, Cut.ALL), Objects.requireNonNullElse(part, ""));
            if ((wanted.cut() == Cut.ALL) != wanted.name().isEmpty()) {
                throw new InvalidRequestException("part", "must be there if and only if 'cut' is another than all");
            }
            return wanted;
        }
    }

    private static @Nullable Integer number(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static String word(Cut cut) {
        return cut.name().toLowerCase(Locale.ROOT);
    }

    private void known(@Nullable String framework) {
        if (framework != null && catalogue.framework(framework).isEmpty()) {
            throw new InvalidRequestException("framework", "must be the id of a standard in force");
        }
    }

    @Operation(
            summary = "Show the scores as they are now",
            description =
                    "Ours, weighed by severity, always beside its coverage; and Security Hub's, which knows no waivers.")
    @GetMapping
    All now(@Valid @ParameterObject Query query) {
        known(query.framework());
        Standing standing = scores.now();
        return new All(
                standing.at(),
                number(standing.securityHubSummary(false)),
                number(standing.securityHubSummary(true)),
                standing.scores().stream()
                        .filter(score ->
                                query.framework() == null || query.framework().equals(score.framework()))
                        .filter(score -> query.cut() == null
                                || query.cut() == score.part().cut())
                        .map(View::of)
                        .toList());
    }

    @Operation(
            summary = "Show a score over time",
            description = "The latest first: one entry whenever it became another, and one a day.")
    @GetMapping("/history")
    Page<PointView> history(@Valid @ParameterObject History query) {
        known(query.framework());
        Paging.ordered(query.from(), query.to());
        return points.find(
                        Objects.requireNonNull(query.framework()),
                        query.wanted(),
                        Optional.ofNullable(query.from()),
                        Optional.ofNullable(query.to()),
                        Paging.byTime(query.cursor()),
                        Paging.size(query.limit()))
                .map(PointView::of);
    }

    @Operation(
            summary = "List findings that no requirement is about",
            description = "By control, the most first, with the reasons why they led nowhere.")
    @GetMapping("/unmapped")
    UnmappedAll unmapped() {
        List<UnmappedFindings> unmapped = scores.now().unmapped();
        return new UnmappedAll(
                unmapped.stream().mapToLong(UnmappedFindings::findings).sum(),
                unmapped.stream().map(UnmappedView::of).toList());
    }
}
