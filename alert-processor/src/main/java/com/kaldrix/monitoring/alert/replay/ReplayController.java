package com.kaldrix.monitoring.alert.replay;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.configuration.ActiveConfiguration;
import com.kaldrix.monitoring.alert.configuration.Configuration;
import com.kaldrix.monitoring.alert.history.AlertHistory;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Runs the alerts of the past through a proposed configuration. */
@RestController
@Tag(name = "Configuration")
class ReplayController {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 90;
    private static final int MOST_OCCURRENCES = 10_000;

    private final ActiveConfiguration active;
    private final AlertHistory history;
    private final TransactionOperations transactions;
    private final Clock clock;

    ReplayController(
            ActiveConfiguration active, AlertHistory history, TransactionOperations transactions, Clock clock) {
        this.active = active;
        this.history = history;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What is proposed. */
    @Schema(name = "ReplayRequest")
    record Proposed(
            @Schema(description = "Alertmanager's file; the one in force when left out") @Nullable
            String alertmanager,

            @Schema(description = "`kaldrix.yml`; the one in force when left out") @Nullable
            String kaldrix,

            @Schema(description = "How many days to look back", minimum = "1", maximum = "90", defaultValue = "7")
            @Nullable
            @Min(1)
            @Max(MOST_DAYS)
            Integer days) {}

    @Operation(
            summary = "Say which pages of the past days a proposed configuration would add, drop or move",
            description =
                    "Needs role `admin`. Nothing is changed and nobody is told. Looks at the first message of each group and at"
                            + " those about alerts that are new in it, with inhibition, time intervals, and the windows and"
                            + " conditions of the files; not at repetitions, ends, escalations, and what people did.")
    @PostMapping(path = "/api/v1/config:replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    Comparison replay(@Valid @RequestBody Proposed proposed) {
        if (proposed.alertmanager() == null && proposed.kaldrix() == null) {
            throw new InvalidRequestException("", "must hold 'alertmanager' or 'kaldrix', or both");
        }
        Configuration then = read(proposed);
        Instant to = clock.instant();
        Instant from = to.minus(Duration.ofDays(Objects.requireNonNullElse(proposed.days(), USUAL_DAYS)));
        List<Alert> alerts =
                Objects.requireNonNull(transactions.execute(status -> history.since(from, MOST_OCCURRENCES)));
        Past now = new Past(active.current(), alerts);
        Past other = new Past(then, alerts);
        List<Page> nowPages = now.pages(to);
        List<Page> thenPages = other.pages(to);
        boolean complete = alerts.size() < MOST_OCCURRENCES && !now.cut() && !other.cut();
        return Comparison.of(nowPages, thenPages, from, to, alerts.size(), complete);
    }

    private Configuration read(Proposed proposed) {
        try {
            return active.propose(proposed.alertmanager(), proposed.kaldrix());
        } catch (ConfigurationException e) {
            throw new InvalidRequestException(
                    e.problems().stream().map(ReplayController::error).toList());
        }
    }

    private static FieldError error(Problem problem) {
        String field = problem.file().equals(ActiveConfiguration.PROPOSED_RULES) ? "/kaldrix" : "/alertmanager";
        return new FieldError(
                field, problem.line() + ":" + problem.column() + ": " + problem.path() + ": " + problem.reason());
    }
}
