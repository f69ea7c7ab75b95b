package com.kaldrix.monitoring.anomaly.plot;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Anomalies")
class PlotController {
    private static final String SVG = "image/svg+xml";
    private static final Pattern PICTURE = Pattern.compile("/api/v1/anomalies/[0-9a-f-]{36}/plot\\.(png|svg)");

    private final Anomalies anomalies;

    PlotController(Anomalies anomalies) {
        this.anomalies = anomalies;
    }

    /** What an address in a message has; looked at before the request comes here. */
    record Signed(
            @Parameter(description = "Until when the address is good, in seconds since 1970") @Nullable
            String expires,

            @Parameter(description = "By which it is known who made the address") @Nullable
            String signature) {}

    /** Whether a path is one of a picture. */
    static boolean isPicture(String path) {
        return PICTURE.matcher(path).matches();
    }

    @Operation(
            summary = "Show an anomaly as a picture",
            description =
                    "The series around it, the usual range, how unusual each reading was, and its window. An address with"
                            + " `expires` and `signature`, as messages have it, needs no token.")
    @GetMapping(path = "/api/v1/anomalies/{id}/plot.svg", produces = SVG)
    String svg(@Parameter(description = "The anomaly's id") @PathVariable UUID id, @ParameterObject Signed signed) {
        return Plot.svg(picture(id));
    }

    @Operation(
            summary = "Show an anomaly as a picture of pixels",
            description =
                    "The same as the SVG, for where that is not shown, such as in messages. An address with `expires` and"
                            + " `signature`, as messages have it, needs no token.")
    @GetMapping(path = "/api/v1/anomalies/{id}/plot.png", produces = MediaType.IMAGE_PNG_VALUE)
    byte[] png(@Parameter(description = "The anomaly's id") @PathVariable UUID id, @ParameterObject Signed signed) {
        return Plot.png(picture(id));
    }

    private Picture picture(UUID id) {
        return anomalies
                .find(id)
                .map(anomaly -> Picture.of(anomaly, anomalies.traceOf(id)))
                .orElseThrow(() -> new NotFoundException("anomaly", id));
    }
}
