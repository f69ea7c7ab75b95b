package com.kaldrix.monitoring.alert.intake.mapping;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Source;
import com.kaldrix.monitoring.alert.intake.Storable;
import com.kaldrix.monitoring.alert.intake.Times;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON that a mapping describes. An alert whose mapping has a status fires until a message says otherwise; one
 * without has nobody to end it, so the resolve timeout does.
 */
public final class MappingSource implements Source {
    private final JsonMapping mapping;
    private final Clock clock;

    /** @param clock says when a message that carries no time came */
    public MappingSource(JsonMapping mapping, Clock clock) {
        this.mapping = mapping;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mapping";
    }

    @Override
    public boolean recognises(JsonNode body) {
        return mapping.when().entrySet().stream().allMatch(condition -> {
            JsonNode value = body.at(JsonPointer.compile(condition.getKey()));
            return value.isValueNode() && !value.isNull() && value.asString().equals(condition.getValue());
        });
    }

    @Override
    public Reading read(JsonNode body, InboundMessage message) {
        Labels labels = Labels.of(texts(mapping.namedLabels(), body));
        if (labels.get(Labels.ALERTNAME).isBlank()) {
            throw new UnreadableField(
                    mapping.namedLabels().getOrDefault(Labels.ALERTNAME, ""), "is missing, and names the alert");
        }
        Instant told = message.sentAt() == null ? clock.instant() : message.sentAt();
        Instant startsAt = time(body, mapping.startsAtPointer());
        Instant endsAt = time(body, mapping.endsAtPointer());
        if (resolved(body) && (endsAt == null || endsAt.isAfter(told))) {
            endsAt = told;
        }
        if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
            startsAt = endsAt;
        }
        IncomingAlert alert = new IncomingAlert(
                "mapping",
                labels,
                texts(mapping.annotations(), body),
                startsAt,
                endsAt,
                find(body, mapping.linkPointer()).orElse(""));
        return Reading.Alerts.of(mapping.statusPointer() == null ? alert : alert.heldUntilResolved(told));
    }

    private boolean resolved(JsonNode body) {
        return find(body, mapping.statusPointer())
                .filter(mapping.resolvedValues()::contains)
                .isPresent();
    }

    private static Map<String, String> texts(Map<String, String> templates, JsonNode body) {
        Map<String, String> texts = new HashMap<>();
        templates.forEach((name, value) -> {
            if (JsonMapping.isPointer(value)) {
                find(body, value).ifPresent(text -> texts.put(name, text));
            } else {
                texts.put(name, value);
            }
        });
        return texts;
    }

    private static @Nullable Instant time(JsonNode body, @Nullable String pointer) {
        return find(body, pointer)
                .map(text -> Times.find(text).orElseThrow(() -> new UnreadableField(pointer + "", "is no time")))
                .orElse(null);
    }

    private static Optional<String> find(JsonNode body, @Nullable String pointer) {
        if (pointer == null) {
            return Optional.empty();
        }
        JsonNode value = body.at(JsonPointer.compile(pointer));
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw new UnreadableField(pointer, "is no text");
        }
        return Optional.of(Storable.text(value.asString()));
    }
}
