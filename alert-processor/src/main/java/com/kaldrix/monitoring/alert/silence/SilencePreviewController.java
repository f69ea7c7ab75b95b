package com.kaldrix.monitoring.alert.silence;

import com.kaldrix.monitoring.alert.history.Reach;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says what a silence would hold back, before somebody makes it. */
@RestController
@Tag(name = "Silences")
class SilencePreviewController {
    private final BroadSilences broad;

    SilencePreviewController(BroadSilences broad) {
        this.broad = broad;
    }

    /** A silence to look at. */
    @Schema(name = "SilencePreviewRequest")
    record Wanted(
            @ArraySchema(
                    schema = @Schema(type = "string", example = "component=\"database\""),
                    arraySchema =
                            @Schema(
                                    description =
                                            "Which alerts it would cover; all must hold, and one must need a label",
                                    requiredMode = Schema.RequiredMode.REQUIRED))
            @Nullable
            @Size(max = 100)
            List<@Nullable String> matchers) {}

    @Operation(
            summary = "Say what a silence would hold back",
            description = "Nothing is kept. Warns of matchers that cover more alerts than usual.")
    @PostMapping(path = "/api/v1/silences:preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    Reach preview(@Valid @RequestBody Wanted wanted) {
        List<FieldError> errors = new ArrayList<>();
        Matchers matchers = Matchers.any();
        List<@Nullable String> given = wanted.matchers() == null ? List.of() : wanted.matchers();
        for (int i = 0; i < given.size(); i++) {
            String text = given.get(i);
            try {
                matchers = matchers.and(Matchers.parse(text == null ? "" : text));
            } catch (IllegalArgumentException e) {
                errors.add(new FieldError("/matchers/" + i, String.valueOf(e.getMessage())));
            }
        }
        if (errors.isEmpty() && matchers.all().stream().allMatch(matcher -> matcher.matchesValue(""))) {
            errors.add(
                    new FieldError("/matchers", "must hold at least one matcher that does not match the empty text"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return broad.reach(matchers);
    }
}
