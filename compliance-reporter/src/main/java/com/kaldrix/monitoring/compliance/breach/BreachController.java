package com.kaldrix.monitoring.compliance.breach;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.web.Storable;
import com.kaldrix.monitoring.compliance.breach.BreachCase.State;
import com.kaldrix.monitoring.compliance.breach.BreachCase.Word;
import com.kaldrix.monitoring.compliance.page.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Breaches, and how much time is left to notify them. */
@RestController
@RequestMapping("/api/v1/breaches")
@Tag(name = "Breaches")
class BreachController {
    private final Breaches breaches;
    private final BreachDesk desk;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    BreachController(
            Breaches breaches, BreachDesk desk, AuditLog audit, TransactionOperations transactions, Clock clock) {
        this.breaches = breaches;
        this.desk = desk;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A clock as callers see it. */
    @Schema(name = "BreachClock")
    record ClockView(
            String regime,
            Instant dueAt,

            @Schema(description = "Seconds that are left; less than 0 when it has run out; none when it has stopped")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Long left,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant notifiedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String notifiedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reference) {
        static ClockView of(BreachCase.Clock clock, boolean dismissed, Instant now) {
            boolean runs = clock.notified().isEmpty() && !dismissed;
            return new ClockView(
                    clock.regime().word(),
                    clock.dueAt(),
                    runs ? Duration.between(now, clock.dueAt()).toSeconds() : null,
                    clock.notified().map(Word::at).orElse(null),
                    clock.notified().map(Word::by).orElse(null),
                    clock.notified().map(Word::words).orElse(null));
        }
    }

    /** A breach as callers see it. */
    @Schema(name = "Breach")
    record View(
            UUID id,
            String title,
            String description,
            Instant discoveredAt,
            String openedBy,
            Instant openedAt,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String decidedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant decidedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String decision,

            List<ClockView> clocks,
            List<UUID> findings) {
        static View of(BreachCase breach, Instant now) {
            return new View(
                    breach.id(),
                    breach.title(),
                    breach.opened().words(),
                    breach.discoveredAt(),
                    breach.opened().by(),
                    breach.opened().at(),
                    breach.state().name().toLowerCase(Locale.ROOT),
                    breach.decision().map(Word::by).orElse(null),
                    breach.decision().map(Word::at).orElse(null),
                    breach.decision().map(Word::words).orElse(null),
                    breach.clocks().stream()
                            .map(one -> ClockView.of(one, breach.state() == State.DISMISSED, now))
                            .toList(),
                    breach.findings());
        }
    }

    /** Which breaches. */
    record Query(
            @Parameter(description = "Only those of which that is known") @Nullable
            State state,

            @Parameter(description = "The `next` of the page before", schema = @Schema(type = "string")) @Nullable
            Cursor cursor,

            @Parameter(description = "How many on a page; 100 unless set") @Min(1) @Max(Page.MOST) @Nullable
            Integer limit) {}

    /** A breach that is to be opened. */
    @Schema(name = "WantedBreach")
    record Wanted(
            @Schema(description = "1 to 200 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 200)
            @Storable
            String title,

            @Schema(description = "What happened; 1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String description,

            @Schema(
                    description = "When somebody knew; clocks run from here. Not in the future",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            Instant discoveredAt,

            @Schema(description = "Whose clocks run", requiredMode = Schema.RequiredMode.REQUIRED) @NotEmpty
            Set<@NotNull @Size(max = 20) String> regimes,

            @Schema(description = "Findings that say so") @Size(max = 500) @Nullable
            Set<@NotNull UUID> findings) {}

    /** What somebody says. */
    @Schema(name = "BreachDecision")
    record Said(
            @Schema(description = "Why; 1 to 4000 characters", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 4000)
            @Storable
            String reason) {}

    /** That it was notified. */
    @Schema(name = "BreachNotification")
    record Notified(
            @Schema(description = "By whose rules", requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 20)
            String regime,

            @Schema(
                    description = "Under which it can be found again; 1 to 400 characters",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotBlank
            @Size(max = 400)
            @Storable
            String reference,

            @Schema(description = "When; now unless set") @Nullable
            Instant at) {}

    @Operation(summary = "List breaches", description = "What was discovered last comes first.")
    @GetMapping
    Page<View> list(@Valid @ParameterObject Query query) {
        Instant now = clock.instant();
        return breaches.find(
                        Optional.ofNullable(query.state()), Paging.byTime(query.cursor()), Paging.size(query.limit()))
                .map(breach -> View.of(breach, now));
    }

    @Operation(summary = "Show a breach", description = "With its clocks and the findings that say so.")
    @GetMapping("/{id}")
    View show(@Parameter(description = "The breach's id") @PathVariable UUID id) {
        return View.of(breaches.find(id).orElseThrow(() -> new NotFoundException("breach", id)), clock.instant());
    }

    @Operation(
            summary = "Open a breach",
            description = "Clocks run from when somebody knew, and page before they run out. Needs role `responder`.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View open(@Valid @RequestBody Wanted wanted, Actor actor) {
        Instant now = now();
        if (wanted.discoveredAt().isAfter(now)) {
            throw new InvalidRequestException("/discoveredAt", "must not be in the future");
        }
        Set<Regime> regimes = new TreeSet<>();
        wanted.regimes().forEach(word -> regimes.add(regime(word, "/regimes")));
        UUID id = Objects.requireNonNull(transactions.execute(status -> {
            BreachCase breach = desk.open(
                    new BreachDesk.Opening(
                            wanted.title(),
                            wanted.discoveredAt(),
                            regimes,
                            new ArrayList<>(Objects.requireNonNullElse(wanted.findings(), Set.of())),
                            State.CONFIRMED),
                    new Word(actor.name(), now, wanted.description()));
            audit.record(actor, "breach.open", "breach/" + breach.id(), Map.of("title", wanted.title()));
            return breach.id();
        }));
        return show(id);
    }

    private static Regime regime(String word, String field) {
        for (Regime regime : Regime.values()) {
            if (regime.word().equals(word)) {
                return regime;
            }
        }
        throw new InvalidRequestException(field, "must be gdpr or hipaa");
    }

    @Operation(summary = "Say that it is a breach", description = "Needs role `responder`.")
    @PostMapping(path = "/{id}/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
    View confirm(
            @Parameter(description = "The breach's id") @PathVariable UUID id,
            @Valid @RequestBody Said said,
            Actor actor) {
        return change(id, actor, "breach.confirm", breach -> {
            if (breach.state() == State.CONFIRMED) {
                throw new ConflictException("the breach is confirmed already");
            }
            desk.decide(id, State.CONFIRMED, new Word(actor.name(), now(), said.reason()));
        });
    }

    @Operation(summary = "Say that it is no breach", description = "Its clocks stop. Needs role `responder`.")
    @PostMapping(path = "/{id}/dismiss", consumes = MediaType.APPLICATION_JSON_VALUE)
    View dismiss(
            @Parameter(description = "The breach's id") @PathVariable UUID id,
            @Valid @RequestBody Said said,
            Actor actor) {
        return change(id, actor, "breach.dismiss", breach -> {
            if (breach.state() == State.DISMISSED) {
                throw new ConflictException("the breach is dismissed already");
            }
            desk.decide(id, State.DISMISSED, new Word(actor.name(), now(), said.reason()));
        });
    }

    @Operation(
            summary = "Say that a breach was notified",
            description = "The clock of those rules stops. Needs role `responder`.")
    @PostMapping(path = "/{id}/notifications", consumes = MediaType.APPLICATION_JSON_VALUE)
    View notified(
            @Parameter(description = "The breach's id") @PathVariable UUID id,
            @Valid @RequestBody Notified notified,
            Actor actor) {
        Regime regime = regime(notified.regime(), "/regime");
        Instant now = now();
        Instant at = notified.at() == null ? now : notified.at().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now)) {
            throw new InvalidRequestException("/at", "must not be in the future");
        }
        return change(id, actor, "breach.notify", breach -> {
            if (at.isBefore(breach.discoveredAt())) {
                throw new InvalidRequestException("/at", "must not be before the breach was discovered");
            }
            if (!desk.notified(id, regime, new Word(actor.name(), at, notified.reference()), now)) {
                throw new ConflictException("no clock of " + regime.word() + " runs for the breach");
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private View change(UUID id, Actor actor, String action, Consumer<BreachCase> change) {
        transactions.executeWithoutResult(status -> {
            BreachCase breach = breaches.lock(id).orElseThrow(() -> new NotFoundException("breach", id));
            change.accept(breach);
            audit.record(actor, action, "breach/" + id, Map.of("title", breach.title()));
        });
        return show(id);
    }
}
