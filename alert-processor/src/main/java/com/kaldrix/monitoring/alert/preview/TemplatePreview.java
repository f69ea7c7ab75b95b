package com.kaldrix.monitoring.alert.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be said.
 *
 * @param text the text that was given, filled in; null when none was
 * @param integrations what the receiver that was named would be told, by its integrations; null when none was named
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplatePreview(
        @Schema(description = "The text that was given, filled in; left out when none was") @Nullable
        String text,

        @Schema(description = "What the receiver would be told, by its integrations; left out when none was named")
        @Nullable
        List<Said> integrations) {

    /**
     * @param integration where it stands in the configuration
     * @param kind of what kind
     * @param fields its texts that hold templates
     */
    @Schema(name = "IntegrationTexts")
    record Said(
            @Schema(example = "on-call/slack[0]") String integration,
            @Schema(example = "slack") String kind,

            @Schema(description = "Its texts that hold templates, in the order in which they are filled in")
            List<Field> fields) {}

    /**
     * @param field its key
     * @param template what the configuration says
     * @param text what comes of it; null when nothing does
     * @param failure why nothing does; null when something does
     */
    @Schema(name = "FilledText")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Field(
            @Schema(example = "title") String field,

            @Schema(example = "{{ .CommonLabels.alertname }}")
            String template,

            @Schema(description = "What comes of it; left out when nothing does") @Nullable
            String text,

            @Schema(description = "Why nothing comes of it; the page would go out in our own words") @Nullable
            String failure) {}
}
