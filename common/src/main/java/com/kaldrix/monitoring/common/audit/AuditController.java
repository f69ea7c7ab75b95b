package com.kaldrix.monitoring.common.audit;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the audit log to administrators and auditors. */
@RestController
@Tag(name = "Audit")
final class AuditController {
    static final String PATH = "/api/v1/audit";

    private final AuditLog log;

    AuditController(AuditLog log) {
        this.log = log;
    }

    /**
     * An entry as callers see it.
     *
     * @param roles as they were granted, in order of power
     * @param outcome {@code done} or {@code denied}
     */
    @Schema(name = "AuditEntry")
    record Entry(
            UUID id,
            Instant at,
            String actor,
            List<String> roles,
            String remoteAddress,
            String action,
            String target,
            String outcome,
            Map<String, String> detail) {
        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.id(),
                    entry.at(),
                    entry.actor().name(),
                    entry.actor().roles().stream().map(Role::word).toList(),
                    entry.actor().remoteAddress(),
                    entry.action(),
                    entry.target(),
                    entry.outcome().word(),
                    entry.detail());
        }
    }

    /**
     * Which entries are wanted.
     *
     * @param actor by whom, exactly
     * @param action what was done, exactly
     * @param target to what, exactly
     * @param from at this instant or later
     * @param to before this instant
     * @param cursor the {@code next} of the page before
     * @param limit how many at most, 1 to 500; 100 when nobody says
     */
    record Query(
            @Parameter(description = "Only those by this actor") @Nullable
            String actor,

            @Parameter(description = "Only this action, such as `incident.acknowledge`") @Nullable
            String action,

            @Parameter(description = "Only to this target, such as `incident/0198c1f2-…`") @Nullable
            String target,

            @Parameter(description = "Only at this instant or later") @Nullable
            Instant from,

            @Parameter(description = "Only before this instant") @Nullable
            Instant to,

            @Parameter(description = "The `next` of the page before") @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {
        AuditFilter filter() {
            if (from != null && to != null && !from.isBefore(to)) {
                throw new InvalidRequestException("to", "must be after 'from'");
            }
            return new AuditFilter(
                    Optional.ofNullable(actor),
                    Optional.ofNullable(action),
                    Optional.ofNullable(target),
                    Optional.ofNullable(from),
                    Optional.ofNullable(to));
        }

        Optional<Cursor> after() {
            try {
                Optional.ofNullable(cursor).ifPresent(Cursor::instant);
            } catch (IllegalArgumentException ofAnotherList) {
                throw new InvalidRequestException("cursor", String.valueOf(ofAnotherList.getMessage()));
            }
            return Optional.ofNullable(cursor);
        }
    }

    /** Entries, youngest first. */
    @Operation(
            summary = "List who did what, and who was refused",
            description =
                    "The youngest first. Needs role `auditor` or `admin`: it tells who works when, and from where.")
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Page<Entry> list(@Valid @ParameterObject Query query) {
        int limit = query.limit() == null ? Page.USUAL : query.limit();
        return log.find(query.filter(), query.after(), limit).map(Entry::of);
    }
}
