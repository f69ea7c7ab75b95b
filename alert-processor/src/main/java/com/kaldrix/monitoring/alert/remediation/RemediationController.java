package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what machines put right, and takes what people decide about it. */
@RestController
@RequestMapping("/api/v1/remediations")
@Tag(name = "Self-healing")
class RemediationController {
    private final RemediationRows rows;
    private final RemediationDesk desk;

    RemediationController(RemediationRows rows, RemediationDesk desk) {
        this.rows = rows;
        this.desk = desk;
    }

    @Operation(summary = "List remediations", description = "The latest first, also those that were not carried out.")
    @GetMapping
    Page<RemediationView> list(@ParameterObject @Valid RemediationQuery query) {
        List<Remediation> found = rows.list(query, query.pageSize() + 1);
        return Page.of(
                        found,
                        query.pageSize(),
                        last -> new Cursor(last.times().createdAt().toString(), last.id()))
                .map(RemediationView::of);
    }

    @Operation(summary = "Show one remediation with what came of it")
    @GetMapping("/{id}")
    RemediationView show(@Parameter(description = "Its id") @PathVariable UUID id) {
        return rows.find(id).map(RemediationView::of).orElseThrow(() -> new NotFoundException("remediation", id));
    }

    @Operation(
            summary = "Agree that it is done",
            description =
                    "It is begun at once, unless a guard rail is in the way. Needs role `responder`, and where the rule names"
                            + " approvers to be one of them. 409 for one that does not wait, and while self-healing is off.")
    @PostMapping("/{id}/approve")
    RemediationView approve(@Parameter(description = "Its id") @PathVariable UUID id, Actor actor) {
        return desk.approve(id, actor);
    }

    @Operation(
            summary = "Refuse to have it done",
            description = "Needs what agreeing needs. 409 for one that was begun or is over.")
    @PostMapping("/{id}/refuse")
    RemediationView refuse(@Parameter(description = "Its id") @PathVariable UUID id, Actor actor) {
        return desk.refuse(id, actor);
    }
}
