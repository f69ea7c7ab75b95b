package com.kaldrix.monitoring.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CloudEventsTest {
    private static final String SIGNAL = """
            {"specversion":"1.0","id":"1","source":"/x","type":"com.kaldrix.alert.signal.v1","data":
              {"status":"firing","name":"A","component":"c","labels":{"a":"b"},"startsAt":"2026-03-02T09:15:00+02:00"}}""";

    @Test
    void readsWithNoMoreThanWhatIsRequired() {
        CloudEvent<AlertSignal> event = CloudEvents.read(SIGNAL, AlertSignal.class);

        assertThat(event.time()).isNull();
        assertThat(event.region()).isNull();
        assertThat(event.data().startsAt()).isEqualTo("2026-03-02T07:15:00Z");
        assertThat(event.data().identity()).isEqualTo(Labels.of("alertname", "A", "a", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"specversion\":\"1.0\" | \"specversion\":\"0.3\" | specversion",
                "\"specversion\":\"1.0\" | \"specversion\":1.0     | specversion",
                "\"id\":\"1\"            | \"id\":\" \"            | id",
                "\"source\":\"/x\"       | \"source\":null         | source",
                "signal.v1               | signal.v2               | type",
                "\"type\"                | \"time\":\"yesterday\",\"type\" | time",
                "\"type\"                | \"region\":\"Ohio\",\"type\"    | region",
                "\"type\"                | \"datacontenttype\":\"text/xml\",\"type\" | datacontenttype",
                "\"firing\"              | \"burning\"             | data.status",
                "\"name\":\"A\"          | \"name\":\"\"           | data.name",
                "\"name\":\"A\"          | \"name\":7              | data.name",
                "\"name\":\"A\"          | \"name\":{}             | data.name",
                "\"a\":\"b\"             | \"a\":1                 | data.labels",
                "2026-03-02T09           | today                   | data.startsAt",
                "\"startsAt\"            | \"endsAt\":\"2020-01-01T00:00:00Z\",\"startsAt\" | data.endsAt",
                "\"startsAt\"            | \"severity\":\"P9\",\"startsAt\" | data.severity",
            })
    void refusesWithTheNameOfWhatIsWrong(String part, String changed, String attribute) {
        String text = SIGNAL.replace(part, changed);
        assertThat(text).isNotEqualTo(SIGNAL);

        assertThatThrownBy(() -> CloudEvents.read(text, AlertSignal.class))
                .isInstanceOf(MalformedEvent.class)
                .extracting(thrown -> ((MalformedEvent) thrown).attribute())
                .asString()
                .startsWith(attribute);
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> CloudEvents.read("[1]", AlertSignal.class)).isInstanceOf(MalformedEvent.class);
        assertThatThrownBy(() -> CloudEvents.read("{", AlertSignal.class)).isInstanceOf(MalformedEvent.class);
        assertThatThrownBy(() -> CloudEvents.read(SIGNAL, AuditWrite.class)).isInstanceOf(MalformedEvent.class);
    }

    @Test
    void anEventIsNeverRefusedForItsTrace() {
        String text = SIGNAL.replace("\"type\"", "\"traceparent\":\"nonsense\",\"type\"");

        assertThat(CloudEvents.read(text, AlertSignal.class).traceparent()).isNull();
    }

    @Test
    void aNewEventHasAnIdentifierThatSortsByTime() {
        AuditWrite write = new AuditWrite(
                "alert-processor", "ada", java.util.List.of("admin"), "a", "t", "done", null, Instant.EPOCH, Map.of());
        CloudEvent<AuditWrite> event = CloudEvent.of("/alert-processor", new Region("us-east-1"), Instant.EPOCH, write);

        assertThat(UUID.fromString(event.id()).version()).isEqualTo(7);
        assertThat(CloudEvents.read(CloudEvents.write(event), AuditWrite.class)).isEqualTo(event);
    }

    @Test
    void tellsTheTypeOfWhatLooksLikeAnEvent() {
        JsonMapper json = JsonMapper.shared();

        assertThat(CloudEvents.typeOf(json.readTree(SIGNAL))).contains(AlertSignal.TYPE);
        assertThat(CloudEvents.typeOf(json.readTree("{\"type\":\"x\"}"))).isEmpty();
        assertThat(CloudEvents.typeOf(json.readTree("[]"))).isEmpty();
    }
}
