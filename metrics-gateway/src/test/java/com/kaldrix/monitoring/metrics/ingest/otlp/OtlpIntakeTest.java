package com.kaldrix.monitoring.metrics.ingest.otlp;

import static com.kaldrix.monitoring.metrics.ingest.otlp.Samples.MILLIS;
import static com.kaldrix.monitoring.metrics.ingest.otlp.Samples.NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.histogram.HistogramCodec;
import com.kaldrix.monitoring.metrics.histogram.NativeHistogram;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.BufferFullException;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Source;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What becomes of each kind of metric of OpenTelemetry. */
class OtlpIntakeTest {
    private static final Source SOURCE = new Source("otlp", "test");

    private final RecordingIntake recording = new RecordingIntake();
    private final SettableClock clock = new SettableClock(Instant.ofEpochMilli(MILLIS));
    private DeltaTotals deltas = new DeltaTotals(clock, 3, Duration.ofHours(1));
    private OtlpIntake otlp = intake(1);

    @Test
    void aGaugeOfAServiceHasItsJobItsInstanceItsScopeAndTargetInfo() {
        accept(Samples.ofService(Samples.gauge("queue.depth", "", 4)));

        assertThat(recording.samples())
                .extracting(RecordingIntake.Sample::labels)
                .containsExactly(
                        LabelSet.of(
                                LabelSet.NAME,
                                "queue_depth",
                                "job",
                                "shop/checkout",
                                "instance",
                                "pod-1",
                                "otel_scope_name",
                                "io.shop",
                                "otel_scope_version",
                                "1.2"),
                        LabelSet.of(
                                LabelSet.NAME,
                                "target_info",
                                "job",
                                "shop/checkout",
                                "instance",
                                "pod-1",
                                "host_name",
                                "node-7"));
        assertThat(recording.samples())
                .extracting(RecordingIntake.Sample::value, RecordingIntake.Sample::timestamp)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4.0, MILLIS),
                        org.assertj.core.groups.Tuple.tuple(1.0, MILLIS));
    }

    @Test
    void aMonotonicSumIsACounterAndAnotherIsAGauge() {
        accept(Samples.request(
                Samples.sum("requests", false, true, 10, 7), Samples.sum("connections", false, false, 10, -2)));

        assertThat(values()).containsExactlyInAnyOrderEntriesOf(Map.of("requests_total", 7.0, "connections", -2.0));
        assertThat(recording.samples().getFirst().start()).isEqualTo(MILLIS + 9_000);
        assertThat(recording.metadata())
                .containsExactly(
                        new MetricMetadata("requests_total", MetricType.COUNTER, "", ""),
                        new MetricMetadata("connections", MetricType.GAUGE, "", ""));
    }

    @Test
    void deltasAreAddedUp() {
        accept(Samples.request(Samples.sum("requests", true, true, 1, 5)));
        accept(Samples.request(Samples.sum("requests", true, true, 2, 3)));

        assertThat(recording.samples())
                .extracting(RecordingIntake.Sample::value)
                .containsExactly(5.0, 8.0);
        assertThat(recording.samples())
                .extracting(RecordingIntake.Sample::start)
                .containsOnly(MILLIS);
    }

    @Test
    void aDeltaThatIsSentAgainCountsOnceAndAnOlderOneIsRefused() {
        accept(Samples.request(Samples.sum("requests", true, true, 2, 5)));
        OtlpIntake.Outcome again = accept(Samples.request(Samples.sum("requests", true, true, 2, 5)));
        OtlpIntake.Outcome older = accept(Samples.request(Samples.sum("requests", true, true, 1, 9)));

        assertThat(recording.samples())
                .extracting(RecordingIntake.Sample::value)
                .containsExactly(5.0, 5.0);
        assertThat(again.rejectedPoints()).isZero();
        assertThat(older.rejectedPoints()).isEqualTo(1);
        assertThat(older.sentence()).contains("requests_total").contains("older");
    }

    @Test
    void deltasOfARequestThatWasNotKeptAreNotAdded() {
        accept(Samples.request(Samples.sum("requests", true, true, 1, 5)));
        recording.full(true);
        assertThatThrownBy(() -> accept(Samples.request(
                        Samples.sum("requests", true, true, 2, 3), Samples.sum("others", true, true, 2, 3))))
                .isInstanceOf(BufferFullException.class);
        recording.full(false);
        accept(Samples.request(Samples.sum("requests", true, true, 2, 3)));

        assertThat(recording.samples())
                .extracting(RecordingIntake.Sample::value)
                .containsExactly(5.0, 8.0);
        assertThat(deltas.size()).isEqualTo(1);
    }

    @Test
    void seriesWithDeltasAreLimitedAndForgottenAfterAWhile() {
        for (String name : List.of("a", "b", "c")) {
            accept(Samples.request(Samples.sum(name, true, true, 1, 1)));
        }
        OtlpIntake.Outcome fourth = accept(Samples.request(Samples.sum("d", true, true, 1, 1)));
        clock.advance(Duration.ofMinutes(61));
        OtlpIntake.Outcome later = accept(Samples.request(Samples.sum("d", true, true, 1, 1)));

        assertThat(fourth.rejectedPoints()).isEqualTo(1);
        assertThat(fourth.sentence()).contains("kaldrix.otlp.max-delta-series").contains("d_total");
        assertThat(later.rejectedPoints()).isZero();
        assertThat(deltas.size()).isEqualTo(1);
    }

    @Test
    void aDeltaThatIsNoNumberIsRefusedSinceItWouldSpoilTheTotalForEver() {
        Metric.Builder nan = Samples.sum("requests", true, true, 1, 5).toBuilder();
        nan.getSumBuilder().getDataPointsBuilder(0).setAsDouble(Double.NaN);

        assertThat(accept(Samples.request(nan.build())).rejectedPoints()).isEqualTo(1);
        accept(Samples.request(Samples.sum("requests", true, true, 2, 3)));

        assertThat(values()).containsEntry("requests_total", 3.0);
    }

    @Test
    void whereThereAreSeveralReplicasEachHasASeriesOfItsOwnForDeltas() {
        otlp = intake(2);

        accept(Samples.request(Samples.sum("a", true, true, 1, 1), Samples.sum("b", false, true, 1, 1)));

        assertThat(recording.samples())
                .extracting(sample -> sample.labels().get("gateway"))
                .containsExactly("metrics-gateway-0", "");
    }

    @Test
    void aHistogramWithBoundsIsAClassicOne() {
        Metric metric = classic(false, 1, List.of(0.5, 1.0), List.of(2L, 3L, 1L), 4.5);
        accept(Samples.request(metric));

        assertThat(values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "latency_seconds_sum", 4.5,
                        "latency_seconds_count", 6.0,
                        "latency_seconds_bucket 0.5", 2.0,
                        "latency_seconds_bucket 1", 5.0,
                        "latency_seconds_bucket +Inf", 6.0));
    }

    @Test
    void histogramsWithDeltaTemporalityAreAddedUpAndBeginAgainWithOtherBounds() {
        accept(Samples.request(classic(true, 1, List.of(1.0), List.of(2L, 1L), 3)));
        accept(Samples.request(classic(true, 2, List.of(1.0), List.of(1L, 1L), 4)));
        assertThat(values()).containsEntry("latency_seconds_count", 5.0).containsEntry("latency_seconds_sum", 7.0);
        assertThat(values()).containsEntry("latency_seconds_bucket 1", 3.0);

        recording.clear();
        accept(Samples.request(classic(true, 3, List.of(1.0, 2.0), List.of(1L, 1L, 0L), 2)));

        assertThat(values()).containsEntry("latency_seconds_count", 2.0).containsEntry("latency_seconds_sum", 2.0);
        assertThat(recording.samples().getFirst().start()).isEqualTo(MILLIS + 2_000);
    }

    @Test
    void anExemplarGoesToTheBucketOfItsValue() {
        Metric metric = classic(false, 1, List.of(0.5, 1.0), List.of(2L, 3L, 1L), 4.5);
        Metric.Builder with = metric.toBuilder();
        with.getHistogramBuilder()
                .getDataPointsBuilder(0)
                .addExemplars(Exemplar.newBuilder()
                        .setAsDouble(0.7)
                        .setTimeUnixNano(NANOS)
                        .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f10"))
                        .setSpanId(ByteString.fromHex("0102030405060708"))
                        .addFilteredAttributes(Samples.attribute("user.id", "u1")));
        accept(Samples.request(with.build()));

        assertThat(recording.exemplars()).hasSize(1);
        RecordingIntake.Exemplar exemplar = recording.exemplars().getFirst();
        assertThat(exemplar.series().get("le")).isEqualTo("1");
        assertThat(exemplar.labels())
                .isEqualTo(LabelSet.of(
                        "trace_id",
                        "0102030405060708090a0b0c0d0e0f10",
                        "span_id",
                        "0102030405060708",
                        "user_id",
                        "u1"));
    }

    @Test
    void anExponentialHistogramIsANativeOne() {
        accept(Samples.request(exponential(false, 1, 0, 4, List.of(1L, 0L, 2L))));

        NativeHistogram histogram = histogram(0);
        assertThat(histogram.schema()).isZero();
        assertThat(histogram.count()).isEqualTo(4);
        assertThat(histogram.zeroCount()).isEqualTo(1);
        assertThat(histogram.zeroThreshold()).isEqualTo(ExponentialCounts.DEFAULT_ZERO_THRESHOLD);
        // Bucket 4 of OpenTelemetry, from 16 to 32, is bucket 5 of Prometheus.
        assertThat(histogram.positive().spans().getFirst().offset()).isEqualTo(5);
        assertThat(histogram.positive().count(0)).isEqualTo(1);
    }

    @Test
    void oneThatIsFinerThanPrometheusKnowsBecomesCoarser() {
        accept(Samples.request(exponential(false, 1, 10, 4, List.of(1L, 1L, 1L, 1L, 5L))));

        NativeHistogram histogram = histogram(0);
        assertThat(histogram.schema()).isEqualTo(8);
        assertThat(histogram.positive().size()).isEqualTo(2);
        assertThat(histogram.positive().count(0)).isEqualTo(4);
        assertThat(histogram.positive().count(1)).isEqualTo(5);
        assertThat(histogram.positive().spans().getFirst().offset()).isEqualTo(2);
    }

    @Test
    void exponentialDeltasOfDifferentScalesAreAddedUp() {
        accept(Samples.request(exponential(true, 1, 1, 0, List.of(1L, 2L))));
        accept(Samples.request(exponential(true, 2, 0, 0, List.of(5L))));

        NativeHistogram histogram = histogram(1);
        assertThat(histogram.schema()).isZero();
        assertThat(histogram.positive().count(0)).isEqualTo(8);
        assertThat(histogram.count()).isEqualTo(10);
        assertThat(recording.histograms().get(1).start()).isEqualTo(MILLIS);
    }

    @Test
    void oneThatIsCoarserThanPrometheusKnowsIsRefused() {
        OtlpIntake.Outcome outcome = accept(Samples.request(exponential(false, 1, -5, 0, List.of(1L))));

        assertThat(outcome.rejectedPoints()).isEqualTo(1);
        assertThat(outcome.sentence()).contains("scale -5");
    }

    @Test
    void oneWhoseCountIsNotThatOfItsBucketsIsRefused() {
        Metric.Builder metric = exponential(false, 1, 0, 0, List.of(1L)).toBuilder();
        metric.getExponentialHistogramBuilder().getDataPointsBuilder(0).setCount(99);

        assertThat(accept(Samples.request(metric.build())).sentence()).contains("99");
        assertThat(recording.histograms()).isEmpty();
    }

    @Test
    void aSummaryHasItsQuantiles() {
        accept(Samples.request(Metric.newBuilder()
                .setName("rpc")
                .setSummary(Summary.newBuilder()
                        .addDataPoints(SummaryDataPoint.newBuilder()
                                .setTimeUnixNano(NANOS)
                                .setCount(3)
                                .setSum(6)
                                .addQuantileValues(SummaryDataPoint.ValueAtQuantile.newBuilder()
                                        .setQuantile(0.99)
                                        .setValue(2.9))))
                .build()));

        assertThat(values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("rpc_sum", 6.0, "rpc_count", 3.0, "rpc 0.99", 2.9));
    }

    @Test
    void noRecordedValueIsTheStaleMarker() {
        accept(Samples.request(Metric.newBuilder()
                .setName("gone")
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .setTimeUnixNano(NANOS)
                                .setFlags(1)))
                .build()));

        assertThat(Double.doubleToRawLongBits(recording.samples().getFirst().value()))
                .isEqualTo(Double.doubleToRawLongBits(Batch.STALE));
    }

    @Test
    void whatCannotBeTranslatedIsCountedAndNamedAndTheRestIsKept() {
        OtlpIntake.Outcome outcome = accept(Samples.request(
                Metric.newBuilder()
                        .setName("unspecified")
                        .setSum(Sum.newBuilder()
                                .addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(NANOS)))
                        .build(),
                Metric.newBuilder()
                        .setName("timeless")
                        .setGauge(Gauge.newBuilder()
                                .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1)))
                        .build(),
                classic(false, 1, List.of(2.0, 1.0), List.of(0L, 0L, 0L), 0),
                Samples.gauge("fine", "", 1)));

        assertThat(outcome.rejectedPoints()).isEqualTo(3);
        assertThat(outcome.sentence())
                .contains("unspecified")
                .contains("timeless")
                .contains("latency_seconds");
        assertThat(values()).containsOnlyKeys("fine");
    }

    @Test
    void seriesThatTheIntakeRefusesAreCountedAsPoints() {
        recording.refuse("refused");

        OtlpIntake.Outcome outcome =
                accept(Samples.request(Samples.gauge("refused", "", 1), Samples.gauge("fine", "", 1)));

        assertThat(outcome.rejectedPoints()).isEqualTo(1);
        assertThat(outcome.sentence()).contains("refused").contains("source-limit");
    }

    @Test
    void tooManyAttributesAreRefusedBeforeAnythingIsMadeOfThem() {
        NumberDataPoint.Builder point =
                NumberDataPoint.newBuilder().setTimeUnixNano(NANOS).setAsInt(1);
        for (int i = 0; i <= AttributeLabels.MOST; i++) {
            point.addAttributes(Samples.attribute("a" + i, "x"));
        }

        OtlpIntake.Outcome outcome = accept(Samples.request(Metric.newBuilder()
                .setName("wide")
                .setGauge(Gauge.newBuilder().addDataPoints(point))
                .build()));

        assertThat(outcome.rejectedPoints()).isEqualTo(1);
        assertThat(outcome.sentence()).contains("256 attributes");
    }

    private OtlpIntake intake(int replicas) {
        OtlpProperties properties = new OtlpProperties(
                DataSize.ofMegabytes(1),
                TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES,
                true,
                List.of(),
                3,
                Duration.ofHours(1));
        return new OtlpIntake(
                recording, deltas, properties, new Identity(new Region("us-east-1"), "test", 0, replicas, false));
    }

    private OtlpIntake.Outcome accept(ExportMetricsServiceRequest request) {
        return otlp.accept(request, SOURCE);
    }

    private NativeHistogram histogram(int index) {
        byte[] bytes = recording.histograms().get(index).bytes();
        return HistogramCodec.decode(bytes, 0, bytes.length);
    }

    /** The last value of each series, by its name and its bound or quantile. */
    private Map<String, Double> values() {
        return recording.samples().stream()
                .collect(Collectors.toMap(
                        sample -> {
                            LabelSet labels = sample.labels();
                            return (labels.get(LabelSet.NAME) + " " + labels.get("le") + labels.get("quantile"))
                                    .strip();
                        },
                        RecordingIntake.Sample::value,
                        (before, after) -> after));
    }

    private static Metric classic(boolean delta, long second, List<Double> bounds, List<Long> counts, double sum) {
        return Metric.newBuilder()
                .setName("latency")
                .setUnit("s")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(temporality(delta))
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setStartTimeUnixNano(NANOS + (second - 1) * Samples.SECOND)
                                .setTimeUnixNano(NANOS + second * Samples.SECOND)
                                .addAllExplicitBounds(bounds)
                                .addAllBucketCounts(counts)
                                .setCount(counts.stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                                .setSum(sum)))
                .build();
    }

    private static Metric exponential(boolean delta, long second, int scale, int offset, List<Long> counts) {
        long positive = counts.stream().mapToLong(Long::longValue).sum();
        return Metric.newBuilder()
                .setName("size")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(temporality(delta))
                        .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                .setStartTimeUnixNano(NANOS + (second - 1) * Samples.SECOND)
                                .setTimeUnixNano(NANOS + second * Samples.SECOND)
                                .setScale(scale)
                                .setZeroCount(1)
                                .setCount(positive + 1)
                                .setSum(9)
                                .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                                        .setOffset(offset)
                                        .addAllBucketCounts(counts))))
                .build();
    }

    private static AggregationTemporality temporality(boolean delta) {
        return delta
                ? AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                : AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    }
}
