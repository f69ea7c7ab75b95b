package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Domain;
import com.kaldrix.monitoring.compliance.framework.Framework;
import com.kaldrix.monitoring.compliance.framework.Kind;
import com.kaldrix.monitoring.compliance.framework.Requirement;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.identity.ContentIds;
import com.kaldrix.monitoring.compliance.page.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How it stands with requirements. */
@RestController
@RequestMapping("/api/v1/requirements")
@Tag(name = "Requirements")
class RequirementController {
    private static final String ORDER = "%08d";

    private final Catalogue catalogue;
    private final Scores scores;

    RequirementController(Catalogue catalogue, Scores scores) {
        this.catalogue = catalogue;
        this.scores = scores;
    }

    /**
     * A requirement and how it stands.
     *
     * @param evidence passed, failed, unknown, or no_data, which is never taken for passed
     * @param passedInPart passed as far as checks can judge, and nobody answers for the rest
     * @param attested whether somebody answers for what checks cannot judge
     * @param weight how much it counts in our own score
     * @param failedFindings of those that are not waived
     * @param otherFindings passed, warned or not available, of those that are not waived
     */
    @Schema(name = "Requirement")
    record View(
            String framework,
            String domain,
            String id,
            String title,
            String kind,
            String evidence,
            boolean passedInPart,
            boolean attested,
            String severity,
            double weight,
            long failedFindings,
            long otherFindings,
            long waivedFindings) {
        static View of(Domain domain, Requirement requirement, RequirementStanding standing) {
            return new View(
                    standing.id().framework(),
                    domain.id(),
                    requirement.id(),
                    requirement.title(),
                    requirement.kind().word(),
                    word(standing.evidence()),
                    standing.isPassedInPart(),
                    standing.attested(),
                    word(standing.severity()),
                    standing.result().weight(),
                    standing.findings().failed(),
                    standing.findings().other(),
                    standing.findings().waived());
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Parameters of the list. */
    record Query(
            @Parameter(description = "Only this standard, such as `soc2-2017`") @Nullable
            String framework,

            @Parameter(description = "Only this chapter of it") @Nullable
            String domain,

            @Parameter(description = "Only the requirement of this id, such as `CC6.1`") @Nullable
            String id,

            @Parameter(description = "Only those of which checks can judge so much") @Nullable
            Kind kind,

            @Parameter(description = "Only those that stand so") @Nullable
            Evidence evidence,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {
        /** The number of the last requirement on the page before; -1 when there is none. */
        int last() {
            if (cursor == null) {
                return -1;
            }
            if (!cursor.key().matches("[0-9]{8}")) {
                throw new InvalidRequestException("cursor", "must be the 'next' of an earlier page");
            }
            return Integer.parseInt(cursor.key());
        }

        boolean matches(View view) {
            return (framework == null || framework.equals(view.framework()))
                    && (domain == null || domain.equals(view.domain()))
                    && (id == null || id.equals(view.id()))
                    && (kind == null || kind.word().equals(view.kind()))
                    && (evidence == null || evidence.name().equalsIgnoreCase(view.evidence()));
        }
    }

    private record Numbered(int number, View view) {}

    @Operation(
            summary = "List requirements and how it stands with them",
            description = "In the order of the standards. A requirement without evidence is `no_data`, never `passed`.")
    @GetMapping
    Page<View> list(@Valid @ParameterObject Query query) {
        if (query.framework() != null && catalogue.framework(query.framework()).isEmpty()) {
            throw new InvalidRequestException("framework", "must be the id of a standard in force");
        }
        int last = query.last();
        int limit = Paging.size(query.limit());
        Standing standing = scores.now();
        List<Numbered> found = new ArrayList<>();
        int number = 0;
        for (Framework framework : catalogue.frameworks()) {
            for (Domain domain : framework.domains()) {
                for (Requirement requirement : domain.requirements()) {
                    RequirementId id = new RequirementId(framework.id(), requirement.id());
                    if (number++ <= last || found.size() > limit) {
                        continue;
                    }
                    View view = View.of(
                            domain, requirement, standing.requirement(id).orElseThrow());
                    if (query.matches(view)) {
                        found.add(new Numbered(number - 1, view));
                    }
                }
            }
        }
        return Page.of(
                        found,
                        limit,
                        one -> new Cursor(
                                ORDER.formatted(one.number()),
                                ContentIds.of(one.view().framework(), one.view().id())))
                .map(Numbered::view);
    }
}
