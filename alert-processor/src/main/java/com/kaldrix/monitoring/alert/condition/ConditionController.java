package com.kaldrix.monitoring.alert.condition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.AlertDetails;
import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.condition.Condition.Mode;
import com.kaldrix.monitoring.alert.condition.Condition.Outcome;
import com.kaldrix.monitoring.alert.held.HeldAlerts;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows conditions and what they did, and tries one out on the alerts that fire. */
@RestController
@Tag(name = "Conditions")
class ConditionController {
    private static final int MOST_SHOWN = 50;

    private final Conditions conditions;
    private final HeldAlerts held;
    private final Alerts alerts;
    private final TransactionOperations transactions;
    private final Clock clock;

    ConditionController(
            Conditions conditions, HeldAlerts held, Alerts alerts, TransactionOperations transactions, Clock clock) {
        this.conditions = conditions;
        this.held = held;
        this.alerts = alerts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A condition.
     *
     * @param name what people call it
     * @param mode what it does
     * @param when its expression
     * @param matchers which alerts it is asked of
     * @param alerts how many occurrences of alerts it has held back, or would have
     * @param failure why it could last not be reckoned; null when it always could
     */
    @Schema(name = "Condition", description = "A rule in CEL that keeps alerts quiet while it is true")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String name,

            @Schema(allowableValues = {"dry_run", "enforce"})
            String mode,

            @Schema(description = "Its expression", example = "now.getHours(\"Europe/Berlin\") < 6")
            String when,

            @Schema(description = "Which alerts it is asked of; all when empty")
            List<String> matchers,

            @Schema(description = "How many occurrences of alerts it has held back, or would have with `enforce`")
            long alerts,

            @Schema(description = "Why this replica could last not reckon it; nothing was held back then") @Nullable
            Failure failure) {}

    /**
     * @param reason what went wrong
     * @param at when
     */
    @Schema(name = "ConditionFailure")
    record Failure(String reason, Instant at) {}

    /** A condition to try out. */
    @Schema(name = "ConditionTrial")
    record Trial(
            @Schema(description = "Its expression", example = "labels.job == \"batch\"") @NotBlank @Size(max = 2000)
            String when,

            @Schema(description = "Which alerts it is asked of; all when left out") @Nullable @Size(max = 100)
            List<@Nullable String> matchers) {}

    /**
     * What a condition would do now.
     *
     * @param firing how many alerts fire
     * @param held how many of them it would hold back
     * @param failed for how many it cannot be reckoned
     * @param alerts some of those that it would hold back
     * @param failures why it cannot be reckoned, with how many alerts each
     */
    @Schema(name = "ConditionTrialResult")
    record Tried(
            @Schema(description = "How many alerts fire now")
            long firing,

            @Schema(description = "How many of them it would hold back")
            long held,

            @Schema(description = "For how many it cannot be reckoned, which it would not hold back")
            long failed,

            @Schema(description = "Those that it would hold back, 50 at most")
            List<AlertDetails> alerts,

            @Schema(description = "Why it cannot be reckoned, with for how many alerts each")
            Map<String, Long> failures) {}

    @Operation(summary = "List conditions with what they did", description = "In the order of the file.")
    @GetMapping("/api/v1/conditions")
    List<Shown> list() {
        Map<String, Long> totals = held.totals(HeldBy.Kind.CONDITION);
        return conditions.current().stream()
                .map(condition -> new Shown(
                        condition.name(),
                        condition.mode().name().toLowerCase(Locale.ROOT),
                        condition.expression(),
                        condition.matchers().all().stream()
                                .map(Matcher::toString)
                                .toList(),
                        totals.getOrDefault(condition.name(), 0L),
                        conditions
                                .failure(condition)
                                .map(failure -> new Failure(failure.reason(), failure.at()))
                                .orElse(null)))
                .toList();
    }

    @Operation(
            summary = "Say which of the alerts that fire a condition would hold back",
            description = "Nothing is kept, and nothing is held back.")
    @PostMapping(path = "/api/v1/conditions:test", consumes = MediaType.APPLICATION_JSON_VALUE)
    Tried test(@Valid @RequestBody Trial trial) {
        Condition condition = compiled(trial);
        Instant now = clock.instant();
        return java.util.Objects.requireNonNull(transactions.execute(status -> tried(condition, now)));
    }

    private Tried tried(Condition condition, Instant now) {
        List<Alert> firing = alerts.firing(Map.of(), now);
        Neighbours neighbours = new KnownNeighbours(alerts, now);
        List<Alert> holds = new ArrayList<>();
        Map<String, Long> failures = new TreeMap<>();
        for (Alert alert : firing) {
            switch (condition.of(alert, neighbours, now)) {
                case Outcome.Holds yes -> holds.add(alert);
                case Outcome.Fails failure -> failures.merge(failure.reason(), 1L, Long::sum);
                case Outcome.Passes no -> {}
            }
        }
        return new Tried(
                firing.size(),
                holds.size(),
                failures.values().stream().mapToLong(Long::longValue).sum(),
                holds.stream()
                        .limit(MOST_SHOWN)
                        .map(alert -> AlertDetails.of(alert, now))
                        .toList(),
                failures);
    }

    private static Condition compiled(Trial trial) {
        List<FieldError> errors = new ArrayList<>();
        Matchers matchers = Matchers.any();
        List<@Nullable String> given = trial.matchers() == null ? List.of() : trial.matchers();
        for (int i = 0; i < given.size(); i++) {
            String text = given.get(i);
            try {
                matchers = matchers.and(Matchers.parse(text == null ? "" : text));
            } catch (IllegalArgumentException e) {
                errors.add(new FieldError("/matchers/" + i, String.valueOf(e.getMessage())));
            }
        }
        try {
            Condition condition = Condition.compile("trial", Mode.DRY_RUN, matchers, trial.when());
            if (errors.isEmpty()) {
                return condition;
            }
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/when", String.valueOf(e.getMessage())));
        }
        throw new InvalidRequestException(errors);
    }
}
