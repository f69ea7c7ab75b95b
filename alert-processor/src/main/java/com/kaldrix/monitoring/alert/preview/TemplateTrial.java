package com.kaldrix.monitoring.alert.preview;

import com.kaldrix.monitoring.alert.template.TemplateData;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to fill in, and with which alerts.
 *
 * @param text a template; null for a receiver's texts alone
 * @param html whether the text is HTML; null for no
 * @param receiver whose texts are shown too, and what templates see as {@code .Receiver}; null for none
 * @param groupBy names of the labels by which the alerts are one group; null for {@code alertname}
 * @param alerts what is said; null for two that are made up
 */
record TemplateTrial(
        @Schema(description = "A template in the configuration's language", example = "{{ .CommonLabels.alertname }}")
        @Nullable
        String text,

        @Schema(description = "Whether the text is HTML, so that values are escaped", defaultValue = "false") @Nullable
        Boolean html,

        @Schema(
                description = "A receiver whose texts are shown too; templates see it as `.Receiver`",
                example = "on-call")
        @Nullable
        String receiver,

        @Schema(description = "Labels by which the alerts are one group", defaultValue = "[\"alertname\"]") @Nullable
        List<@Nullable String> groupBy,

        @Schema(description = "What is said; two made-up alerts that fire when absent") @Nullable
        List<@Nullable Said> alerts) {
    /** As in a page, of which no more are listed anyway. */
    private static final int MOST = 1000;

    /**
     * An alert.
     *
     * @param labels at least one with a value
     * @param annotations words for people; null for none
     * @param startsAt since when it fires; null for now
     * @param endsAt when it was over; null while it fires
     * @param generatorURL page of its source; null for none
     */
    @Schema(name = "TemplateAlert")
    record Said(
            @Schema(
                    example = "{\"alertname\":\"HighErrorRate\",\"region\":\"eu-west-1\"}",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Map<String, @Nullable String> labels,

            @Nullable Map<String, @Nullable String> annotations,

            @Schema(description = "Since when it fires; now when absent") @Nullable
            Instant startsAt,

            @Schema(description = "When it was over; it fires when absent or later") @Nullable
            Instant endsAt,

            @Nullable String generatorURL) {}

    boolean isHtml() {
        return Boolean.TRUE.equals(html);
    }

    /**
     * What templates see.
     *
     * @param externalUrl this service's own address
     * @throws InvalidRequestException with everything that is wrong with the alerts
     */
    TemplateData data(String externalUrl, Instant now) {
        TemplateData sample = TemplateData.sample();
        List<FieldError> errors = new ArrayList<>();
        List<TemplateData.Alert> all = alerts == null ? sample.alerts() : read(alerts, now, errors);
        List<String> names = groupBy == null ? List.of(Labels.ALERTNAME) : names(groupBy, errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        Map<String, String> labels =
                common(all.stream().map(TemplateData.Alert::labels).toList());
        return new TemplateData(
                Objects.requireNonNullElse(receiver, sample.receiver()),
                all.stream().anyMatch(alert -> alert.status().equals("firing")) ? "firing" : "resolved",
                all,
                only(labels, names),
                labels,
                common(all.stream().map(TemplateData.Alert::annotations).toList()),
                externalUrl,
                alerts == null ? sample.at() : now);
    }

    private static List<TemplateData.Alert> read(List<@Nullable Said> given, Instant now, List<FieldError> errors) {
        if (given.isEmpty() || given.size() > MOST) {
            errors.add(new FieldError("/alerts", "must hold 1 to " + MOST + " alerts"));
            return List.of();
        }
        List<TemplateData.Alert> read = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Said said = given.get(i);
            String at = "/alerts/" + i;
            if (said == null) {
                errors.add(new FieldError(at, "must be an alert"));
                continue;
            }
            Labels labels = GivenLabels.read(at + "/labels", said.labels(), errors);
            Labels annotations = GivenLabels.read(at + "/annotations", said.annotations(), errors);
            if (labels.isEmpty()) {
                errors.add(new FieldError(at + "/labels", "must hold at least one label with a value"));
            }
            read.add(alert(said, labels, annotations, now));
        }
        // Firing ones first, as in a page.
        read.sort(Comparator.comparing(alert -> !alert.status().equals("firing")));
        return read;
    }

    private static TemplateData.Alert alert(Said said, Labels labels, Labels annotations, Instant now) {
        Instant end = Objects.requireNonNullElse(said.endsAt(), Instant.MAX);
        boolean over = !end.isAfter(now);
        return new TemplateData.Alert(
                over ? "resolved" : "firing",
                labels.asMap(),
                annotations.asMap(),
                Objects.requireNonNullElse(said.startsAt(), now),
                over ? end : TemplateData.Alert.NEVER,
                Objects.requireNonNullElse(said.generatorURL(), ""),
                labels.fingerprint().toString());
    }

    private static List<String> names(List<@Nullable String> given, List<FieldError> errors) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i);
            if (name == null) {
                errors.add(new FieldError("/groupBy/" + i, "must be the name of a label"));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static Map<String, String> only(Map<String, String> labels, List<String> names) {
        return Labels.of(labels).only(names).asMap();
    }

    private static Map<String, String> common(List<Map<String, String>> all) {
        return all.stream()
                .map(Labels::of)
                .reduce(Labels::common)
                .orElse(Labels.empty())
                .asMap();
    }
}
