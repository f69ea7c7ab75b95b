package com.kaldrix.monitoring.alert.global;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows all regions together, and says which one is the hub. */
@RestController
@Tag(name = "All regions")
class GlobalController {
    private final GlobalPages pages;
    private final RegionDesk desk;
    private final HubRole role;

    GlobalController(GlobalPages pages, RegionDesk desk, HubRole role) {
        this.pages = pages;
        this.desk = desk;
        this.role = role;
    }

    /**
     * A region that was heard of.
     *
     * @param region which
     * @param hub whether it believes to be the hub
     * @param openIncidents how many of its incidents are not over
     * @param beatAt when it was alive last
     * @param silentSince its last heartbeat when it is silent; null while it is not
     * @param told from where people were told of that; null while nobody was
     */
    @Schema(name = "Region")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            @Schema(example = "eu-west-1") String region,

            @Schema(description = "Whether it believes to be the hub")
            boolean hub,

            @Schema(description = "How many of its incidents were not over then")
            int openIncidents,

            @Schema(description = "When it was alive last") Instant beatAt,

            @Schema(description = "Its last heartbeat when it is silent; left out while it is not") @Nullable
            Instant silentSince,

            @Schema(
                    description = "From where people were told of its silence; left out while nobody was",
                    allowableValues = {"here", "elsewhere"})
            @Nullable
            String told) {}

    /** What is wanted. */
    record Wanted(
            @Schema(
                    description = "Whether this region is the hub, whatever the property says",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @NotNull
            Boolean hub) {}

    /**
     * What holds.
     *
     * @param region this region
     * @param hub whether it is the hub
     * @param decidedBy who decided so; null when the property says so
     * @param decidedAt when; null when the property says so
     */
    @Schema(name = "HubRole")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Role(
            @Schema(description = "This region", example = "us-east-1")
            String region,

            boolean hub,

            @Schema(description = "Left out when the property says so") @Nullable
            String decidedBy,

            @Schema(description = "Left out when the property says so") @Nullable
            Instant decidedAt) {}

    @Operation(
            summary = "List incidents of all regions",
            description =
                    "The same fault in several regions is one entry. The newest first; also those that are over, unless `state` says"
                            + " otherwise. Empty where `kaldrix.global.queue` is not set.")
    @GetMapping("/api/v1/global/incidents")
    Page<GlobalIncident> list(@ParameterObject @Valid GlobalQuery query) {
        return pages.page(query);
    }

    @Operation(summary = "Show one global incident with its incidents in the regions")
    @GetMapping("/api/v1/global/incidents/{id}")
    GlobalIncident show(@Parameter(description = "Its id in this view") @PathVariable UUID id) {
        return pages.find(id).orElseThrow(() -> new NotFoundException("global incident", id));
    }

    @Operation(summary = "List the regions that were heard of, and which are silent")
    @GetMapping("/api/v1/global/regions")
    Page<Shown> regions() {
        List<Shown> shown = desk.states().stream()
                .map(state -> new Shown(
                        state.region(),
                        state.hub(),
                        state.openIncidents(),
                        state.beatAt(),
                        state.silentSince(),
                        state.told()))
                .toList();
        return new Page<>(shown, null);
    }

    @Operation(
            summary = "Wait no longer for a region",
            description = "For one that was given up; an alert on its silence is over. It is known again once it is"
                    + " heard. Needs role `admin`.")
    @DeleteMapping("/api/v1/global/regions/{region}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(
            @Parameter(description = "The region's code", example = "eu-west-1") @PathVariable String region,
            Actor actor) {
        desk.forget(region, actor);
    }

    @Operation(summary = "Tell whether this region is the hub")
    @GetMapping("/api/v1/global/role")
    Role role() {
        return shown(role.current());
    }

    @Operation(
            summary = "Make this region the hub, or have it be the hub no longer",
            description = "Holds at once for all replicas and whatever the property says. Needs role `admin`.")
    @PutMapping("/api/v1/global/role")
    Role decide(@RequestBody @Valid Wanted wanted, Actor actor) {
        return shown(role.decide(wanted.hub(), actor));
    }

    @Operation(
            summary = "Have the property say again whether this region is the hub",
            description = "Needs role `admin`.")
    @DeleteMapping("/api/v1/global/role")
    Role undecide(Actor actor) {
        return shown(role.undecide(actor));
    }

    private Role shown(HubRole.Decision decision) {
        return new Role(role.region().code(), decision.hub(), decision.decidedBy(), decision.decidedAt());
    }
}
