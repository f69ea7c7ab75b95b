package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.escalation.Policies;
import com.kaldrix.monitoring.alert.incident.Incident.Escalation;
import com.kaldrix.monitoring.alert.incident.IncidentDetails.NextStep;
import com.kaldrix.monitoring.alert.incident.IncidentPages.Counts;
import com.kaldrix.monitoring.alert.incident.IncidentPages.Listed;
import com.kaldrix.monitoring.alert.notify.Reached;
import com.kaldrix.monitoring.alert.remediation.Remedies;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows incidents. */
@RestController
@RequestMapping("/api/v1/incidents")
@Tag(name = "Incidents")
class IncidentController {
    private final IncidentPages incidents;
    private final Reached.Lookup reached;
    private final Policies policies;
    private final Remedies remedies;
    private final Clock clock;

    IncidentController(
            IncidentPages incidents, Reached.Lookup reached, Policies policies, Remedies remedies, Clock clock) {
        this.incidents = incidents;
        this.reached = reached;
        this.policies = policies;
        this.remedies = remedies;
        this.clock = clock;
    }

    @Operation(
            summary = "List incidents",
            description =
                    "Also those that are over, unless `state` says otherwise. Pages stay right while incidents are opened.")
    @GetMapping
    Page<IncidentSummary> list(@ParameterObject @Valid IncidentQuery query) {
        Page<Listed> page = incidents.page(query);
        Map<UUID, Counts> counts = incidents.counts(
                page.items().stream().map(listed -> listed.incident().id()).toList(), clock.instant());
        return page.map(listed ->
                IncidentSummary.of(listed, counts.getOrDefault(listed.incident().id(), Counts.NONE)));
    }

    @Operation(summary = "Show one incident with its alerts, escalation and notifications")
    @GetMapping("/{id}")
    IncidentDetails show(@Parameter(description = "Its id") @PathVariable UUID id) {
        Instant now = clock.instant();
        Listed listed = incidents.find(id).orElseThrow(() -> new NotFoundException("incident", id));
        Incident incident = listed.incident();
        Counts counts = incidents.counts(java.util.List.of(id), now).getOrDefault(id, Counts.NONE);
        return new IncidentDetails(
                IncidentSummary.of(listed, counts),
                new IncidentDetails.Group(
                        incident.group().key(),
                        incident.group().routeKey(),
                        incident.group().labels().asMap()),
                escalation(incident.escalation()),
                incidents.members(id, now, IncidentDetails.MOST_ALERTS).stream()
                        .map(member -> IncidentDetails.MemberDetails.of(member, now))
                        .toList(),
                reached.of(id),
                remedies.of(id));
    }

    private IncidentDetails.@Nullable Escalation escalation(Escalation running) {
        String name = running.policy();
        if (name == null) {
            return null;
        }
        return new IncidentDetails.Escalation(
                name, running.round(), running.since(), running.step(), next(name, running));
    }

    /** A policy that the configuration no longer has takes no further step. */
    private @Nullable NextStep next(String policy, Escalation running) {
        Instant at = running.at();
        return at == null
                ? null
                : policies.current()
                        .named(policy)
                        .filter(known -> running.step() < known.timeline().size())
                        .map(known -> NextStep.of(at, known.timeline().get(running.step())))
                        .orElse(null);
    }
}
