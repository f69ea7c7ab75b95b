package com.kaldrix.monitoring.alert.remediation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.remediation.RuleRows.Stopped;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows the rules of self-healing, lets those go on that stand still, and holds the switch for all of them. */
@RestController
@Tag(name = "Self-healing")
class RemediationRuleController {
    private final RemediationRule.Configured configured;
    private final RuleRows rules;
    private final GuardRails rails;
    private final RemediationDesk desk;

    RemediationRuleController(
            RemediationRule.Configured configured, RuleRows rules, GuardRails rails, RemediationDesk desk) {
        this.configured = configured;
        this.rules = rules;
        this.rails = rails;
        this.desk = desk;
    }

    /**
     * A rule.
     *
     * @param name as it stands in the configuration
     * @param mode who decides
     * @param matchers alerts that it is for
     * @param requests actions of compliance that it carries out
     * @param action by which means
     * @param settings what exactly, with words in braces
     * @param target what it is done to
     * @param perHour how often in any hour
     * @param perTargetPerHour how often in any hour to one target
     * @param coolDown how long not to the same target again
     * @param approvers who may agree; empty for everybody with the role
     * @param stopped that it stands still; null while it does not
     * @param off why no rule does anything; null while they do
     */
    @Schema(name = "RemediationRule")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String name,

            @Schema(allowableValues = {"dry-run", "approve", "automatic"})
            String mode,

            @Schema(description = "Alerts that it is for; none for no alert")
            List<String> matchers,

            @Schema(description = "Actions of compliance that it carries out")
            List<String> requests,

            String action,

            @Schema(description = "What exactly; words in braces stand for labels or parameters")
            Map<String, String> settings,

            String target,
            int perHour,
            int perTargetPerHour,

            @Schema(example = "15m") String coolDown,

            @Schema(description = "Who may agree; empty for everybody with role `responder`")
            List<String> approvers,

            @Schema(description = "That it stands still after a failure; left out while it does not") @Nullable
            Standstill stopped,

            @Schema(description = "Why no rule does anything; left out while they do") @Nullable
            String off) {}

    /**
     * @param at since when
     * @param by the remediation that failed
     * @param reason in words for people
     */
    @Schema(name = "RemediationRuleStandstill")
    record Standstill(
            Instant at,

            @Schema(description = "The remediation that failed")
            UUID by,

            String reason) {}

    @Operation(summary = "List the rules of self-healing and whether they stand still")
    @GetMapping("/api/v1/remediation-rules")
    Page<Shown> list() {
        Map<String, Stopped> stopped =
                rules.stopped().stream().collect(Collectors.toMap(Stopped::name, Function.identity()));
        String off = rails.off().orElse(null);
        return new Page<>(
                configured.get().stream()
                        .map(rule -> shown(rule, stopped.get(rule.name()), off))
                        .toList(),
                null);
    }

    private static Shown shown(RemediationRule rule, @Nullable Stopped stopped, @Nullable String off) {
        return new Shown(
                rule.name(),
                rule.mode().word(),
                rule.when().matchers().all().stream().map(Matcher::toString).toList(),
                rule.when().requests().stream().sorted().toList(),
                rule.plan().order().kind().word(),
                rule.plan().order().settings(),
                rule.plan().target(),
                rule.rails().perHour(),
                rule.rails().perTargetPerHour(),
                PrometheusDuration.format(rule.rails().coolDown()),
                rule.approval().approvers(),
                stopped == null ? null : new Standstill(stopped.at(), stopped.by(), stopped.reason()),
                off);
    }

    @Operation(
            summary = "Let a rule go on that stands still after a failure",
            description =
                    "Somebody has looked: what nobody knew to be done is done or is not, and its target may be touched again."
                            + " 409 for one that does not stand still. Needs role `admin`.")
    @PostMapping("/api/v1/remediation-rules/{name}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@Parameter(description = "The rule's name") @PathVariable String name, Actor actor) {
        desk.release(name, actor);
    }

    @Operation(
            summary = "Switch all of self-healing off",
            description =
                    "Nothing is begun any more, by no replica, until it is switched on again; what runs goes on to its end."
                            + " Needs role `responder`.")
    @PostMapping("/api/v1/remediation-rules:off")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void off(Actor actor) {
        desk.turn(true, actor);
    }

    @Operation(
            summary = "Switch self-healing on again",
            description = "What was refused in the meantime does not come back. Needs role `admin`.")
    @PostMapping("/api/v1/remediation-rules:on")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void on(Actor actor) {
        desk.turn(false, actor);
    }
}
