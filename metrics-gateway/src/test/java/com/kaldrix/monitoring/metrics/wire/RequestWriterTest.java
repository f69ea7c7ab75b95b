package com.kaldrix.monitoring.metrics.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.wire.DecodedRequest.Metadata;
import com.kaldrix.monitoring.metrics.wire.DecodedRequest.Point;
import com.kaldrix.monitoring.metrics.wire.DecodedRequest.TimeSeries;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestWriterTest {
    private static final EncodedLabels UP =
            LabelSet.of("__name__", "up", "job", "node").encode();
    private static final EncodedLabels REQUESTS = LabelSet.of(
                    "__name__", "http_requests_total", "job", "node", "path", "/ä")
            .encode();
    private static final byte[] HISTOGRAM = HexFormat.of().parseHex("080219000000000000f83f2000");

    @ParameterizedTest
    @EnumSource
    void neighboursOfASeriesShareOneMessage(WriteProtocol protocol) throws Exception {
        RequestWriter writer = protocol.newWriter();
        for (int i = 0; i < 1000; i++) {
            writer.sample(UP, 1_000 + i, i, 0);
        }
        writer.sample(REQUESTS, 5, 1, 0);
        writer.sample(LabelSet.of("__name__", "up", "job", "node").encode(), 9_000, 1, 0);

        DecodedRequest request = DecodedRequest.of(writer);

        assertThat(request.series())
                .extracting(series -> series.points().size())
                .containsExactly(1000, 1, 1);
        assertThat(request.series().getFirst().labels()).isEqualTo(UP.decode());
        assertThat(request.series().getFirst().points().get(999))
                .isEqualTo(new Point(1_999, Double.doubleToRawLongBits(999), "", 0));
        assertThat(writer.samples()).isEqualTo(1002);
    }

    @ParameterizedTest
    @EnumSource
    void valuesKeepTheirBits(WriteProtocol protocol) throws Exception {
        long[] values = {0, 0x8000000000000000L, 0x7ff0000000000002L, 0x7ff8000000000001L, 0xfff8dead0000beefL, 1};
        RequestWriter writer = protocol.newWriter();
        for (int i = 0; i < values.length; i++) {
            writer.sample(UP, i - 2, Double.longBitsToDouble(values[i]), 0);
        }

        List<Point> points = DecodedRequest.of(writer).series().getFirst().points();

        assertThat(points).extracting(Point::bits).containsExactly(0L, values[1], values[2], values[3], values[4], 1L);
        assertThat(points).extracting(Point::timestamp).containsExactly(-2L, -1L, 0L, 1L, 2L, 3L);
    }

    @ParameterizedTest
    @EnumSource
    void histogramsAndExemplarsGoAlong(WriteProtocol protocol) throws Exception {
        EncodedLabels trace = LabelSet.of("trace_id", "4bf92f35").encode();
        RequestWriter writer = protocol.newWriter();
        writer.histogram(UP, 70, HISTOGRAM, 0, HISTOGRAM.length, 0);
        writer.sample(REQUESTS, 71, 4, 0);

        assertThat(writer.exemplar(REQUESTS, trace, 0.5, 72)).isTrue();

        DecodedRequest request = DecodedRequest.of(writer);
        assertThat(request.series().getFirst().points())
                .containsExactly(new Point(70, 0, HexFormat.of().formatHex(HISTOGRAM), 0));
        assertThat(request.series().get(1).exemplars())
                .containsExactly(new DecodedRequest.Exemplar(trace.decode(), 0.5, 72));
        assertThat(writer.histograms()).isEqualTo(1);
        assertThat(writer.exemplars()).isEqualTo(1);
    }

    @Test
    void version2SaysSinceWhenASeriesCountsInBothPlaces() throws Exception {
        RequestWriter writer = new RequestV2Writer();
        writer.sample(REQUESTS, 100, 1, 50);
        writer.sample(REQUESTS, 110, 2, 50);
        writer.sample(REQUESTS, 120, 1, 115);
        writer.histogram(UP, 130, HISTOGRAM, 0, HISTOGRAM.length, 40);

        List<TimeSeries> series = DecodedRequest.of(writer).series();

        assertThat(series).extracting(TimeSeries::created).containsExactly(50L, 115L, 40L);
        assertThat(series.get(0).points()).extracting(Point::start).containsExactly(50L, 50L);
        assertThat(series.get(2).points()).extracting(Point::start).containsExactly(40L);
    }

    @Test
    void version2KeepsSamplesAndHistogramsOfASeriesApart() throws Exception {
        RequestWriter writer = new RequestV2Writer();
        writer.sample(UP, 1, 1, 0);
        writer.histogram(UP, 2, HISTOGRAM, 0, HISTOGRAM.length, 0);

        assertThat(DecodedRequest.of(writer).series()).hasSize(2);
    }

    @Test
    void version2TakesExemplarsBesideSamplesAlone() throws Exception {
        RequestWriter writer = new RequestV2Writer();
        writer.sample(UP, 1, 1, 0);

        assertThat(writer.exemplar(REQUESTS, UP, 1, 1)).isFalse();
        assertThat(writer.exemplars()).isZero();
        assertThat(DecodedRequest.of(writer).series()).hasSize(1);
    }

    @Test
    void version2FindsTheSeriesOfAnExemplarThatComesLater() throws Exception {
        RequestWriter writer = new RequestV2Writer();
        for (int i = 0; i < 300; i++) {
            writer.sample(LabelSet.of("__name__", "m" + i, "job", "node").encode(), i, i, 0);
        }
        for (int i = 0; i < 300; i += 7) {
            for (int n = 0; n < 5; n++) {
                EncodedLabels trace = LabelSet.of("trace_id", "t" + i + "-" + n).encode();
                EncodedLabels labels =
                        LabelSet.of("__name__", "m" + i, "job", "node").encode();
                assertThat(writer.exemplar(labels, trace, n, 1_000 + i)).isTrue();
            }
        }

        List<TimeSeries> series = DecodedRequest.of(writer).series();

        assertThat(series).hasSize(300);
        for (int i = 0; i < 300; i++) {
            assertThat(series.get(i).labels().get("__name__")).isEqualTo("m" + i);
            assertThat(series.get(i).points()).hasSize(1);
            assertThat(series.get(i).exemplars()).hasSize(i % 7 == 0 ? 5 : 0);
        }
        assertThat(series.get(14).exemplars().get(3))
                .isEqualTo(new DecodedRequest.Exemplar(LabelSet.of("trace_id", "t14-3"), 3, 1_014));
    }

    @Test
    void version1PutsMetadataBesideTheSeries() throws Exception {
        RequestWriter writer = new WriteRequestWriter();
        writer.sample(UP, 1, 1, 0);
        writer.metadata("http_requests_total", 1, "Requests. ".repeat(40), "");
        writer.sample(UP, 2, 1, 0);

        DecodedRequest request = DecodedRequest.of(writer);

        assertThat(request.metadata())
                .containsExactly(new Metadata("http_requests_total", 1, "Requests. ".repeat(40), ""));
        assertThat(request.series()).hasSize(2);
    }

    @Test
    void version2PutsMetadataIntoTheSeriesOfTheFamily() throws Exception {
        EncodedLabels bucket =
                LabelSet.of("__name__", "latency_seconds_bucket", "le", "1").encode();
        RequestWriter writer = new RequestV2Writer();
        writer.metadata("latency_seconds", 3, "How long.", "seconds");
        writer.sample(UP, 1, 1, 0);
        writer.sample(bucket, 1, 1, 0);
        writer.clear();
        writer.sample(bucket, 2, 1, 0);
        writer.sample(UP, 2, 1, 0);

        List<TimeSeries> series = DecodedRequest.of(writer).series();

        assertThat(series.get(0).metadata()).containsExactly(new Metadata("", 3, "How long.", "seconds"));
        assertThat(series.get(1).metadata()).isEmpty();
    }

    @Test
    void manySymbolsKeepTheirNumbers() throws Exception {
        RequestWriter writer = new RequestV2Writer();
        for (int i = 0; i < 20_000; i++) {
            writer.sample(LabelSet.of("__name__", "m" + i, "instance", "i" + i).encode(), i, i, 0);
        }

        List<TimeSeries> series = DecodedRequest.of(writer).series();

        assertThat(series).hasSize(20_000);
        for (int i = 0; i < series.size(); i++) {
            assertThat(series.get(i).labels()).isEqualTo(LabelSet.of("__name__", "m" + i, "instance", "i" + i));
        }
    }

    @Property(tries = 200)
    void bothVersionsSayTheSame(@ForAll @Size(max = 40) List<Long> numbers) throws Exception {
        RequestWriter one = new WriteRequestWriter();
        RequestWriter two = new RequestV2Writer();
        for (long number : numbers) {
            EncodedLabels labels = LabelSet.of("__name__", "m" + number % 3, "n", "x".repeat((int) (number & 511)))
                    .encode();
            one.sample(labels, number, Double.longBitsToDouble(number), 0);
            two.sample(labels, number, Double.longBitsToDouble(number), 0);
        }

        assertThat(DecodedRequest.of(one)).isEqualTo(DecodedRequest.of(two));
        assertThat(one.isEmpty()).isEqualTo(numbers.isEmpty());
    }

    @Test
    void whatPrometheusSentSurvivesBeingWrittenAgain() throws Exception {
        DecodedRequest one = DecodedRequest.v1(golden("remote-write-1.0.snappy"));
        DecodedRequest two = DecodedRequest.v2(golden("remote-write-2.0.snappy"));
        assertThat(one.series()).hasSizeGreaterThan(100);
        assertThat(two.series()).hasSizeGreaterThan(100);

        assertThat(said(DecodedRequest.of(written(new WriteRequestWriter(), one))))
                .containsExactlyElementsOf(said(one));
        assertThat(said(DecodedRequest.of(written(new RequestV2Writer(), two)))).containsExactlyElementsOf(said(two));
    }

    /** Every point and exemplar with its series: Prometheus does not put neighbours into one message. */
    private static List<String> said(DecodedRequest request) {
        return request.series().stream()
                .flatMap(series -> Stream.concat(series.points().stream(), series.exemplars().stream())
                        .map(one -> series.labels() + " " + one))
                .toList();
    }

    private static RequestWriter written(RequestWriter writer, DecodedRequest request) {
        for (TimeSeries series : request.series()) {
            EncodedLabels labels = series.labels().encode();
            for (Point point : series.points()) {
                if (point.histogram().isEmpty()) {
                    writer.sample(labels, point.timestamp(), Double.longBitsToDouble(point.bits()), 0);
                } else {
                    byte[] bytes = HexFormat.of().parseHex(point.histogram());
                    writer.histogram(labels, point.timestamp(), bytes, 0, bytes.length, 0);
                }
            }
            series.exemplars()
                    .forEach(one -> writer.exemplar(labels, one.labels().encode(), one.value(), one.timestamp()));
        }
        return writer;
    }

    private static byte[] golden(String name) throws Exception {
        try (InputStream in = RequestWriterTest.class.getResourceAsStream("/remote-write/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
