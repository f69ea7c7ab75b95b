package com.kaldrix.monitoring.alert.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.messaging.InboundMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonMappingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

    private static JsonMapping mapping(Map<String, String> when, Map<String, String> labels, @Nullable String status) {
        return new JsonMapping(
                "Backup",
                when,
                labels,
                Map.of(),
                status,
                status == null ? List.of() : List.of("done"),
                null,
                "/end",
                null);
    }

    private static IncomingAlert read(JsonMapping mapping, String body) {
        MappingSource source = new MappingSource(mapping, Clock.fixed(NOW, ZoneOffset.UTC));
        InboundMessage message = new InboundMessage("m", body, Map.of(), null, null, null);
        return ((Reading.Alerts) source.read(JsonMapper.shared().readTree(body), message))
                .alerts()
                .getFirst();
    }

    @Test
    void theMappingNamesAnAlertThatHasNoOtherName() {
        IncomingAlert alert = read(mapping(Map.of("/k", "b"), Map.of("host", "/h"), null), "{\"k\":\"b\",\"h\":7}");

        assertThat(alert.labels()).isEqualTo(Labels.of("alertname", "Backup", "host", "7"));
        assertThat(alert.untilResolved()).as("nobody could ever end it").isFalse();
        assertThat(alert.endsAt()).isNull();
    }

    @Test
    void aPointerToNothingDropsALabelButNotTheName() {
        assertThat(read(mapping(Map.of("/k", "b"), Map.of("host", "/h"), null), "{}")
                        .labels())
                .isEqualTo(Labels.of("alertname", "Backup"));
        assertThatThrownBy(() -> read(mapping(Map.of("/k", "b"), Map.of("alertname", "/h"), null), "{}"))
                .isInstanceOf(UnreadableField.class)
                .hasMessageContaining("/h");
    }

    @Test
    void theStatusSaysWhetherItIsOver() {
        JsonMapping mapping = mapping(Map.of("/k", "b"), Map.of(), "/s");

        assertThat(read(mapping, "{\"s\":\"done\"}").endsAt()).isEqualTo(NOW);
        assertThat(read(mapping, "{\"s\":\"done\",\"end\":\"2026-03-02T14:00:00Z\"}")
                        .endsAt())
                .isEqualTo("2026-03-02T14:00:00Z");
        assertThat(read(mapping, "{\"s\":\"done\",\"end\":\"2027-01-01T00:00:00Z\"}")
                        .endsAt())
                .isEqualTo(NOW);
        assertThat(read(mapping, "{\"s\":\"running\"}").endsAt()).isNull();
        assertThat(read(mapping, "{}").untilResolved()).isTrue();
    }

    @Test
    void recognisesOnlyWhatMeetsAllConditions() {
        MappingSource source = new MappingSource(
                mapping(Map.of("/a/0/b", "true", "/c", "1"), Map.of(), null), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(source.recognises(JsonMapper.shared().readTree("{\"a\":[{\"b\":true}],\"c\":1}")))
                .isTrue();
        assertThat(source.recognises(JsonMapper.shared().readTree("{\"a\":[{\"b\":true}]}")))
                .isFalse();
        assertThat(source.recognises(JsonMapper.shared().readTree("{\"a\":[{\"b\":{}}],\"c\":1}")))
                .isFalse();
    }

    @Test
    void aMappingThatCannotWorkIsRefusedByName() {
        assertThatThrownBy(() -> mapping(Map.of(), Map.of(), null)).hasMessageContaining("Backup: when");
        assertThatThrownBy(() -> mapping(Map.of("k", "b"), Map.of(), null))
                .hasMessageContaining("'k' is no JSON Pointer");
        assertThatThrownBy(() -> new JsonMapping(
                        "Backup", Map.of("/k", "b"), Map.of(), Map.of(), "/s", List.of(), null, null, null))
                .hasMessageContaining("status");
    }
}
