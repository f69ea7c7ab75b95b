package com.kaldrix.monitoring.local.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WindowMessageTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SAMPLE = Path.of(
            System.getProperty("kaldrix.root"),
            "common/src/main/resources/contracts/com.kaldrix.metric.batch.v1/samples/two-series.json");
    private static final WindowMessage.Sender SENDER = new WindowMessage.Sender("eu-west-1", "gateway-0", 3);
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");

    @Test
    void itHasTheFieldsOfTheContractAndNoOthers() {
        WindowMessage message = new WindowMessage();
        message.add(series("kaldrix_node_peers"), 61.5);
        message.add(series("kaldrix_request_seconds"), 0.18);
        JsonNode event =
                JSON.readTree(message.of("night-1", SENDER, START, LENGTH).orElseThrow());
        JsonNode sample = JSON.readTree(SAMPLE);
        assertThat(names(event)).containsExactlyInAnyOrderElementsOf(names(sample));
        assertThat(names(event.path("data"))).containsExactlyInAnyOrderElementsOf(names(sample.path("data")));
        assertThat(names(event.path("data").path("columns")))
                .containsExactlyInAnyOrderElementsOf(names(sample.path("data").path("columns")));
        assertThat(event.path("data").path("columns").path("sum").toString()).isEqualTo("[61.5,0.18]");
        assertThat(event.path("data").path("symbols").toString())
                .isEqualTo("[\"__name__\",\"kaldrix_node_peers\",\"component\",\"p2p\",\"region\",\"eu-west-1\","
                        + "\"kaldrix_request_seconds\"]");
        assertThat(event.path("data").path("labels").toString()).isEqualTo("[[0,1,2,3,4,5],[0,6,2,3,4,5]]");
    }

    @Test
    void whereNothingIsSaidThereIsNone() {
        assertThat(new WindowMessage().of("night-1", SENDER, START, LENGTH)).isEmpty();
    }

    private static List<String> names(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }

    private static Map<String, String> series(String metric) {
        return Map.of("__name__", metric, "component", "p2p", "region", "eu-west-1");
    }
}
