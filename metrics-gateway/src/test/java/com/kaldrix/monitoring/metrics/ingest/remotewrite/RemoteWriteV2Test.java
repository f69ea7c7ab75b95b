package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.ingest.http.IngestTest;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Remote write 2.0, as the specification demands it of receivers. */
class RemoteWriteV2Test extends IngestTest {
    private MvcTestResult write(byte[] body) {
        return mvc.post()
                .uri("/api/v1/write")
                .header("Authorization", INGEST)
                .header("Content-Type", "application/x-protobuf;proto=io.prometheus.write.v2.Request")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "2.0.0")
                .content(body)
                .exchange();
    }

    private static Proto request(List<String> symbols, Proto... series) {
        Proto request = Proto.message();
        symbols.forEach(symbol -> request.text(4, symbol));
        for (Proto one : series) {
            request.in(5, one);
        }
        return request;
    }

    private static final List<String> SYMBOLS =
            List.of("", "__name__", "requests_total", "job", "node", "trace_id", "abc", "how many", "bytes", "other");

    private static Proto series() {
        return Proto.message().packed(1, 1, 2, 3, 4);
    }

    private static void written(MvcTestResult answer, int samples, int histograms, int exemplars) {
        SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(answer.getResponse().getHeader("X-Prometheus-Remote-Write-Samples-Written"))
                    .isEqualTo(Integer.toString(samples));
            softly.assertThat(answer.getResponse().getHeader("X-Prometheus-Remote-Write-Histograms-Written"))
                    .isEqualTo(Integer.toString(histograms));
            softly.assertThat(answer.getResponse().getHeader("X-Prometheus-Remote-Write-Exemplars-Written"))
                    .isEqualTo(Integer.toString(exemplars));
        });
    }

    @AfterEach
    void makeRoom() {
        intake.full(false);
    }

    @Test
    void takesEverythingAndSaysHowMuchItWrote() {
        Proto histogram = Proto.message()
                .varint(1, 1)
                .varint(4, 0)
                .varint(6, 1)
                .varint(15, MILLIS)
                .varint(17, MILLIS - 5);
        Proto exemplar = Proto.message().packed(1, 5, 6).fixed(2, 0.5).varint(3, MILLIS);
        Proto metadata = Proto.message().varint(1, 1).varint(3, 7).varint(4, 8);
        MvcTestResult answer = write(request(
                        SYMBOLS,
                        series().in(2, Proto.sample(1, MILLIS))
                                .in(2, Proto.sample(2, MILLIS + 1))
                                .in(4, exemplar)
                                .in(5, metadata),
                        Proto.message().packed(1, 1, 9).in(3, histogram))
                .snappy());

        assertThat(answer).hasStatus(204).body().isEmpty();
        written(answer, 2, 1, 1);
        assertThat(intake.samples())
                .extracting(sample -> sample.labels().toString())
                .containsOnly("requests_total{job=\"node\"}");
        assertThat(intake.histograms().getFirst().start()).isEqualTo(MILLIS - 5);
        assertThat(intake.exemplars().getFirst().labels()).isEqualTo(LabelSet.of("trace_id", "abc"));
        assertThat(intake.metadata())
                .containsExactly(new MetricMetadata("requests_total", MetricType.COUNTER, "how many", "bytes"));
    }

    @Test
    void takesTheStartOfTheSampleAndOfTheFirstDraft() {
        Proto own = Proto.message().fixed(1, 1).varint(2, MILLIS).varint(3, MILLIS - 1);
        write(request(
                        SYMBOLS,
                        series().in(2, own).in(2, Proto.sample(2, MILLIS)).varint(6, MILLIS - 9),
                        Proto.message().packed(1, 1, 9).in(2, own))
                .snappy());

        assertThat(intake.samples())
                .extracting(sample -> sample.start())
                .containsExactly(MILLIS - 1, MILLIS - 9, MILLIS - 1);
    }

    @Test
    void takesStaleMarkers() {
        write(request(SYMBOLS, series().in(2, Proto.sample(Batch.STALE, MILLIS)))
                .snappy());

        assertThat(Double.doubleToRawLongBits(intake.samples().getFirst().value()))
                .isEqualTo(0x7ff0000000000002L);
    }

    @Test
    void doesNotMixUpSymbolsOfDifferentRequests() {
        write(request(
                        List.of("", "__name__", "a", "b"),
                        Proto.message().packed(1, 1, 2).in(2, Proto.sample(1, MILLIS)))
                .snappy());
        write(request(
                        List.of("", "__name__", "b", "a"),
                        Proto.message().packed(1, 1, 2).in(2, Proto.sample(2, MILLIS)))
                .snappy());

        assertThat(sample("a").value()).isEqualTo(1);
        assertThat(sample("b").value()).isEqualTo(2);
    }

    @Test
    void readsSymbolsThatStandBehindTheSeriesAndReferencesOneByOne() {
        Proto request = Proto.message()
                .in(5, Proto.message().varint(1, 1).varint(1, 2).in(2, Proto.sample(1, MILLIS)))
                .text(4, "")
                .text(4, "__name__")
                .text(4, "late");

        assertThat(write(request.snappy())).hasStatus(204);
        assertThat(sample("late").value()).isEqualTo(1);
    }

    @Test
    void demandsThatSymbolsBeginEmpty() {
        MvcTestResult answer = write(request(
                        List.of("__name__", "a"),
                        Proto.message().packed(1, 0, 1).in(2, Proto.sample(1, MILLIS)))
                .snappy());

        assertThat(answer).hasStatus(400).bodyText().contains("symbols must begin with the empty text");
        written(answer, 0, 0, 0);
    }

    @Test
    void refusesTheSeriesAloneWhoseReferencesPointNowhere() {
        MvcTestResult answer = write(request(
                        SYMBOLS,
                        series().in(2, Proto.sample(1, MILLIS)),
                        Proto.message().packed(1, 1, 1000).in(2, Proto.sample(1, MILLIS)),
                        Proto.message().packed(1, 1, -1).in(2, Proto.sample(1, MILLIS)),
                        Proto.message().packed(1, 1, 2, 3).in(2, Proto.sample(1, MILLIS)))
                .snappy());

        assertThat(answer).hasStatus(400).bodyText().contains("1 kept", "3 refused (malformed)", "beyond the symbols");
        written(answer, 1, 0, 0);
    }

    @Test
    void refusesASeriesWithoutSamples() {
        MvcTestResult answer = write(request(SYMBOLS, series()).snappy());

        assertThat(answer).hasStatus(400).bodyText().contains("without samples and histograms", "requests_total");
        written(answer, 0, 0, 0);
    }

    @Test
    void refusesLabelsThatAreNone() {
        MvcTestResult answer = write(request(
                        SYMBOLS,
                        Proto.message().packed(1, 1, 2, 3, 4, 3, 9).in(2, Proto.sample(1, MILLIS)),
                        Proto.message().packed(1, 1, 2, 0, 4).in(2, Proto.sample(1, MILLIS)),
                        Proto.message().packed(1, 3, 4).in(2, Proto.sample(1, MILLIS)))
                .snappy());

        assertThat(answer).hasStatus(400).bodyText().contains("3 refused (invalid-labels)");
    }

    @Test
    void saysZeroWhereNothingWasWritten() {
        intake.full(true);
        MvcTestResult full =
                write(request(SYMBOLS, series().in(2, Proto.sample(1, MILLIS))).snappy());
        assertThat(full).hasStatus(503).hasHeader("Retry-After", "5");
        written(full, 0, 0, 0);

        MvcTestResult broken = write(new byte[] {5, 1, 2});
        assertThat(broken).hasStatus(400);
        written(broken, 0, 0, 0);
    }

    @Test
    void saysMetadataOnceUntilItChanges() {
        Proto one = Proto.message().varint(1, 1).varint(3, 7);
        byte[] body = request(
                        SYMBOLS,
                        Proto.message()
                                .packed(1, 1, 2, 3, 8)
                                .in(2, Proto.sample(1, MILLIS))
                                .in(5, one))
                .snappy();
        write(body);
        int said = intake.metadata().size();
        write(body);
        assertThat(intake.metadata()).hasSize(said);
        Proto other = Proto.message().varint(1, 2).varint(3, 7);
        write(request(
                        SYMBOLS,
                        Proto.message()
                                .packed(1, 1, 2, 3, 8)
                                .in(2, Proto.sample(1, MILLIS))
                                .in(5, other))
                .snappy());

        assertThat(intake.metadata()).hasSize(said + 1);
        assertThat(intake.metadata().getLast().type()).isEqualTo(MetricType.GAUGE);
    }
}
