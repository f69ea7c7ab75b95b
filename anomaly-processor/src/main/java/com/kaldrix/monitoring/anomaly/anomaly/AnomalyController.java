package com.kaldrix.monitoring.anomaly.anomaly;

import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/anomalies")
@Tag(name = "Anomalies")
class AnomalyController {
    private final Anomalies anomalies;

    AnomalyController(Anomalies anomalies) {
        this.anomalies = anomalies;
    }

    @Operation(summary = "List anomalies", description = "Those that began last first; they are kept for a year.")
    @GetMapping
    Page<AnomalyView> list(@ParameterObject @Valid AnomalyQuery query) {
        return anomalies.find(query.filter(), query.after(), query.pageSize()).map(AnomalyView::of);
    }

    @Operation(summary = "Show one anomaly")
    @GetMapping("/{id}")
    AnomalyView show(@Parameter(description = "The anomaly's id") @PathVariable UUID id) {
        return anomalies.find(id).map(AnomalyView::of).orElseThrow(() -> new NotFoundException("anomaly", id));
    }
}
