package com.kaldrix.monitoring.anomaly.plot;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Anomalies")
class PlotController {
    private static final String SVG = "image/svg+xml";

    private final Anomalies anomalies;

    PlotController(Anomalies anomalies) {
        this.anomalies = anomalies;
    }

    @Operation(
            summary = "Show an anomaly as a picture",
            description = "The series around it, the usual range, how unusual each reading was, and its window.")
    @GetMapping(path = "/api/v1/anomalies/{id}/plot.svg", produces = SVG)
    String plot(@Parameter(description = "The anomaly's id") @PathVariable UUID id) {
        return anomalies
                .find(id)
                .map(anomaly -> AnomalyPlot.svg(anomaly, anomalies.traceOf(id)))
                .orElseThrow(() -> new NotFoundException("anomaly", id));
    }
}
