package com.kaldrix.monitoring.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.region.Region;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricBatchWriterTest {
    private static final Instant START = Instant.parse("2026-03-02T09:17:20Z");
    private static final MetricBatchWriter.Head HEAD =
            new MetricBatchWriter.Head(new Region("eu-west-1"), "metrics-gateway-1", 7, START, 10);

    private final MetricBatchWriter writer = new MetricBatchWriter();

    @Test
    void whatIsWrittenIsReadAgain() {
        writer.begin().label("__name__", "requests_total").label("path", "/a\"b\\c\n\u0001ü€😀");
        writer.window(3, -1, 12.5, 1e300, 1e-9, 12.5, 4);
        writer.begin().label("__name__", "temperature").label("path", "requests_total");
        writer.window(1, 20, 20, 20, 20, 20, Double.NaN);
        int expected = writer.bytes();

        String text = writer.finish("id-1", HEAD, START.plusSeconds(40));

        CloudEvent<MetricBatch> event = CloudEvents.read(text, MetricBatch.class);
        assertThat(event.id()).isEqualTo("id-1");
        assertThat(event.region()).isEqualTo(new Region("eu-west-1"));
        MetricBatch batch = event.data();
        assertThat(batch.replica()).isEqualTo("metrics-gateway-1");
        assertThat(batch.shard()).isEqualTo(7);
        assertThat(batch.windowStart()).isEqualTo(START);
        assertThat(batch.symbols()).doesNotHaveDuplicates();
        assertThat(batch.window(0))
                .isEqualTo(new MetricBatch.Window(
                        Labels.of("__name__", "requests_total", "path", "/a\"b\\c\n\u0001ü€😀"),
                        3,
                        -1,
                        12.5,
                        1e300,
                        1e-9,
                        12.5,
                        4.0));
        assertThat(batch.window(0).rate(Duration.ofSeconds(10))).isEqualTo(0.4);
        assertThat(batch.window(1).increase()).isNull();
        assertThat(batch.window(1).rate(Duration.ofSeconds(10))).isNull();
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(expected);
    }

    @Test
    void itIsEmptyAfterItsEnd() {
        writer.begin().label("__name__", "a");
        writer.window(1, 1, 1, 1, 1, 1, Double.NaN);
        writer.finish("id-1", HEAD, START);
        writer.begin().label("__name__", "b");
        writer.window(1, 2, 2, 2, 2, 2, Double.NaN);

        MetricBatch second = CloudEvents.read(writer.finish("id-2", HEAD, START), MetricBatch.class)
                .data();

        assertThat(second.symbols()).containsExactly("__name__", "b");
        assertThat(second.columns().sum()).containsExactly(2.0);
    }

    @Test
    void referencesOutOfRangeAndColumnsOfAnotherLengthAreRefused() {
        MetricBatch.Columns one = new MetricBatch.Columns(
                List.of(1), List.of(1.0), List.of(1.0), List.of(1.0), List.of(1.0), List.of(1.0), List.of(1.0));
        assertThatThrownBy(() -> batch(List.of(List.of(0, 2)), one)).hasMessageContaining("symbol 2 of 2");
        assertThatThrownBy(() -> batch(List.of(List.of(0, -1)), one)).hasMessageContaining("symbol -1");
        assertThatThrownBy(() -> batch(List.of(List.of(0)), one)).hasMessageContaining("no pairs");
        assertThatThrownBy(() -> batch(List.of(List.of(0, 1), List.of(0, 1)), one))
                .hasMessageContaining("entry for each series");
    }

    private static MetricBatch batch(List<List<Integer>> labels, MetricBatch.Columns columns) {
        return new MetricBatch("r", 0, START, 10, List.of("__name__", "a"), labels, columns);
    }
}
