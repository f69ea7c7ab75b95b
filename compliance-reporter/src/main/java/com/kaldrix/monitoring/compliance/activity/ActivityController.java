package com.kaldrix.monitoring.compliance.activity;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.compliance.page.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people and machines did. */
@RestController
@RequestMapping("/api/v1/activity")
@Tag(name = "Activity")
class ActivityController {
    private final Activities activities;

    ActivityController(Activities activities) {
        this.activities = activities;
    }

    /**
     * An activity as callers see it.
     *
     * @param error why it was not done; empty when it was
     */
    @Schema(name = "Activity")
    record View(
            String id,
            Instant at,
            String principalKind,
            String principal,
            String principalAccount,
            String issuer,
            boolean mfa,
            String service,
            String action,
            boolean readOnly,
            String error,
            String account,
            String region,
            String address,
            String agent,
            List<String> resources) {
        static View of(Activity activity) {
            return new View(
                    activity.id(),
                    activity.at(),
                    activity.who().kind(),
                    activity.who().name(),
                    activity.who().account(),
                    activity.who().issuer(),
                    activity.who().mfa(),
                    activity.act().service(),
                    activity.act().action(),
                    activity.act().readOnly(),
                    activity.act().error(),
                    activity.place().account(),
                    activity.place().region(),
                    activity.place().address(),
                    activity.place().agent(),
                    activity.resources());
        }
    }

    /** Parameters of the list. */
    record Query(
            @Parameter(description = "Only by this principal, by its ARN or name") @Nullable
            String principal,

            @Parameter(description = "Only in this account") @Nullable
            String account,

            @Parameter(description = "Only to this resource, by its ARN or name") @Nullable
            String resource,

            @Parameter(description = "Only of this service, such as `ec2.amazonaws.com`") @Nullable
            String service,

            @Parameter(description = "Only this action, such as `AuthorizeSecurityGroupIngress`") @Nullable
            String action,

            @Parameter(description = "Only what changes nothing, or only what does") @Nullable
            Boolean readOnly,

            @Parameter(description = "Only what was refused or failed, or only what was done") @Nullable
            Boolean failed,

            @Parameter(description = "Only at this instant or later") @Nullable
            Instant from,

            @Parameter(description = "Only before this instant") @Nullable
            Instant to,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {
        ActivityFilter filter() {
            Paging.ordered(from, to);
            return new ActivityFilter(
                    new ActivityFilter.Who(Paging.text(principal), Paging.text(account)),
                    new ActivityFilter.What(
                            Paging.text(resource),
                            Paging.text(service),
                            Paging.text(action),
                            Optional.ofNullable(readOnly),
                            Optional.ofNullable(failed)),
                    Optional.ofNullable(from),
                    Optional.ofNullable(to));
        }
    }

    @Operation(
            summary = "List what people and machines did",
            description =
                    "In AWS by CloudTrail, and in the suite itself; the latest first. Needs role `auditor` or `admin`: it tells"
                            + " who works when, and from where.")
    @GetMapping
    Page<View> list(@Valid @ParameterObject Query query) {
        return activities
                .find(query.filter(), Paging.byTime(query.cursor()), Paging.size(query.limit()))
                .map(View::of);
    }
}
