package com.kaldrix.monitoring.alert.preview;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Routing")
class RoutesController {
    private final Preview preview;

    RoutesController(Preview preview) {
        this.preview = preview;
    }

    /** An alert to try. */
    record Trial(
            @Schema(
                    description = "Its labels; at least one with a value",
                    example = "{\"alertname\":\"HighErrorRate\",\"region\":\"eu-west-1\"}",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Map<String, @Nullable String> labels,

            @Schema(description = "Words for people; none when absent") @Nullable
            Map<String, @Nullable String> annotations,

            @Schema(
                    description = "Which kind of source reports it",
                    defaultValue = "prometheus",
                    example = "cloudwatch")
            @Pattern(regexp = "[a-z][a-z0-9_-]{0,31}", message = "must be a word such as prometheus or cloudwatch")
            @Nullable
            String source) {}

    @Operation(
            summary = "Say which receivers an alert would reach, and why",
            description =
                    "Nothing is kept and nobody is told. Shows the severity and the rule that gave it, each route that is"
                            + " asked with what it says, and whom the alert would reach.")
    @PostMapping(path = "/api/v1/routes:test", consumes = MediaType.APPLICATION_JSON_VALUE)
    RoutePreview test(@Valid @RequestBody Trial trial) {
        List<FieldError> errors = new ArrayList<>();
        Labels labels = GivenLabels.read("/labels", trial.labels(), errors);
        Labels annotations = GivenLabels.read("/annotations", trial.annotations(), errors);
        if (errors.isEmpty() && labels.isEmpty()) {
            errors.add(new FieldError("/labels", "must hold at least one label with a value"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return preview.of(labels, annotations.asMap(), Objects.requireNonNullElse(trial.source(), "prometheus"));
    }
}
