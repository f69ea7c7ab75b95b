package com.kaldrix.monitoring.metrics.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of "Prometheus and OpenMetrics Compatibility" for names. */
class MetricNamesTest {
    @ParameterizedTest
    @CsvSource({
        "http.server.duration, ms, false, false, http_server_duration_milliseconds",
        "system.network.io, By, true, false, system_network_io_bytes_total",
        "requests_total, '', true, false, requests_total",
        "total.requests, '', true, false, requests_total",
        "throughput, By/s, false, false, throughput_bytes_per_second",
        "packets, {packet}/s, false, false, packets_per_second",
        "packets, {packet}, true, false, packets_total",
        "cpu.utilization, 1, false, true, cpu_utilization_ratio",
        "cpu.utilization, 1, false, false, cpu_utilization",
        "duration_seconds, s, false, false, duration_seconds",
        "disk.usage, %, false, false, disk_usage_percent",
        "5xx.errors, '', false, false, _5xx_errors",
        "a--b..c, '', false, false, a_b_c",
        "heap, foo/bar, false, false, heap_foo_per_bar",
        "temperature, Cel, false, false, temperature_celsius",
        "..., s, false, false, ''"
    })
    void namesHaveUnitsAndTotals(String name, String unit, boolean counter, boolean ratio, String expected) {
        MetricNames names = new MetricNames(TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES);

        assertThat(names.of(name, unit, counter, ratio)).isEqualTo(expected);
    }

    @Test
    void otherStrategiesKeepMore() {
        assertThat(new MetricNames(TranslationStrategy.NO_TRANSLATION).of("a.b", "s", true, false))
                .isEqualTo("a.b");
        assertThat(new MetricNames(TranslationStrategy.NO_UTF8_ESCAPING_WITH_SUFFIXES).of("a.b", "s", true, false))
                .isEqualTo("a.b_seconds_total");
        assertThat(new MetricNames(TranslationStrategy.NO_UTF8_ESCAPING_WITH_SUFFIXES)
                        .of("a.b_seconds_total", "s", true, false))
                .isEqualTo("a.b_seconds_total");
        assertThat(new MetricNames(TranslationStrategy.UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES)
                        .of("a.b", "s", true, false))
                .isEqualTo("a_b");
    }

    @Test
    void attributesOfTheSameNameShareALabel() {
        LabelSet labels = labels(
                TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES,
                Samples.attribute("http_method", "GET"),
                Samples.attribute("http.method", "PUT"),
                Samples.attribute("0abc", "digit"),
                Samples.attribute("_private", "p"),
                Samples.attribute("__name__", "other"),
                Samples.attribute("empty", ""));

        assertThat(labels)
                .isEqualTo(LabelSet.of(
                        "http_method", "PUT;GET", "key_0abc", "digit", "key_private", "p", "key__name__", "other"));
    }

    @Test
    void namesOfLabelsAreKeptWhereUtf8IsKept() {
        LabelSet labels = labels(
                TranslationStrategy.NO_TRANSLATION,
                Samples.attribute("http.method", "PUT"),
                Samples.attribute("__name__", "other"));

        assertThat(labels).isEqualTo(LabelSet.of("http.method", "PUT", "key__name__", "other"));
    }

    @Test
    void valuesThatAreNoTextsBecomeTexts() {
        AnyValue list = AnyValue.newBuilder()
                .setArrayValue(ArrayValue.newBuilder()
                        .addValues(AnyValue.newBuilder().setIntValue(1))
                        .addValues(AnyValue.newBuilder().setStringValue("a\"b\n"))
                        .addValues(AnyValue.newBuilder().setBoolValue(true)))
                .build();

        assertThat(AttributeLabels.text(list)).isEqualTo("[1,\"a\\\"b\\u000a\",true]");
        assertThat(AttributeLabels.text(
                        AnyValue.newBuilder().setDoubleValue(2.5).build()))
                .isEqualTo("2.5");
        assertThat(AttributeLabels.text(AnyValue.newBuilder().setDoubleValue(3).build()))
                .isEqualTo("3");
    }

    private static LabelSet labels(TranslationStrategy strategy, KeyValue... attributes) {
        LabelSet labels = new LabelSet();
        new AttributeLabels(strategy).add(List.of(attributes), name -> true, "", labels);
        return labels;
    }
}
