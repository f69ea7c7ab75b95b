package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.ingest.http.IngestTest;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Remote write 1.0, as the specification demands it of receivers. */
class RemoteWriteV1Test extends IngestTest {
    private MvcTestResult write(byte[] body) {
        return mvc.post()
                .uri("/api/v1/write")
                .header("Authorization", INGEST)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .content(body)
                .exchange();
    }

    private static Proto request(Proto... series) {
        Proto request = Proto.message();
        for (Proto one : series) {
            request.in(1, one);
        }
        return request;
    }

    @AfterEach
    void makeRoom() {
        intake.full(false);
    }

    @Test
    void takesSamplesAndAnswersWithoutABody() {
        MvcTestResult answer = write(request(Proto.series("__name__", "up", "job", "node")
                        .in(2, Proto.sample(1, MILLIS))
                        .in(2, Proto.sample(2, MILLIS + 1)))
                .snappy());

        assertThat(answer).hasStatus(204).body().isEmpty();
        LabelSet labels = LabelSet.of("__name__", "up", "job", "node");
        assertThat(intake.samples())
                .extracting(sample -> List.of(sample.labels(), sample.timestamp(), sample.value(), sample.start()))
                .containsExactly(List.of(labels, MILLIS, 1.0, 0L), List.of(labels, MILLIS + 1, 2.0, 0L));
        assertThat(intake.samples().getFirst().source()).hasToString("remote-write/collector");
    }

    @Test
    void knowsASeriesAgainWithoutReadingItsLabels() {
        byte[] body = request(
                        Proto.series("__name__", "a").in(2, Proto.sample(1, MILLIS)),
                        Proto.series("__name__", "b").in(2, Proto.sample(2, MILLIS)))
                .snappy();
        write(body);
        write(body);
        write(request(
                        Proto.series("__name__", "b").in(2, Proto.sample(3, MILLIS)),
                        Proto.series("__name__", "a").in(2, Proto.sample(4, MILLIS)),
                        Proto.series("__name__", "a", "x", "y").in(2, Proto.sample(5, MILLIS)))
                .snappy());

        assertThat(intake.samples())
                .extracting(sample -> sample.labels() + "=" + sample.value())
                .containsExactly("a{}=1.0", "b{}=2.0", "a{}=1.0", "b{}=2.0", "b{}=3.0", "a{}=4.0", "a{x=\"y\"}=5.0");
    }

    @Test
    void keepsEveryBitOfAValue() {
        long odd = 0x7ff0000000000123L;
        write(request(Proto.series("__name__", "a")
                        .in(2, Proto.sample(Batch.STALE, MILLIS))
                        .in(2, Proto.sample(Double.longBitsToDouble(odd), MILLIS))
                        .in(2, Proto.sample(-0.0, MILLIS)))
                .snappy());

        assertThat(intake.samples())
                .extracting(sample -> Double.doubleToRawLongBits(sample.value()))
                .containsExactly(0x7ff0000000000002L, odd, Long.MIN_VALUE);
    }

    @Test
    void readsFieldsInAnyOrderAndPassesOverUnknownOnes() {
        Proto series = Proto.message()
                .in(2, Proto.message().varint(2, MILLIS).fixed(1, 7).text(9, "new"))
                .in(1, Proto.label("job", "node"))
                .varint(77, 5)
                .in(1, Proto.label("__name__", "up"));
        MvcTestResult answer = write(
                Proto.message().text(2, "reserved").in(1, series).fixed(99, 1).snappy());

        assertThat(answer).hasStatus(204);
        assertThat(sample("up").value()).isEqualTo(7);
        assertThat(sample("up").labels()).isEqualTo(LabelSet.of("__name__", "up", "job", "node"));
    }

    @Test
    void takesHistogramsExemplarsAndMetadata() {
        Proto histogram = Proto.message()
                .varint(1, 3)
                .fixed(3, 4.5)
                .varint(4, 0)
                .fixed(5, 0.001)
                .varint(6, 1)
                .in(11, Proto.message().varint(1, 0).varint(2, 1))
                .packed(12, 4)
                .varint(15, MILLIS);
        Proto exemplar = Proto.message()
                .in(1, Proto.label("trace_id", "abc"))
                .fixed(2, 0.5)
                .varint(3, MILLIS);
        Proto request = request(
                Proto.series("__name__", "h").in(4, histogram),
                Proto.series("__name__", "c").in(2, Proto.sample(1, MILLIS)).in(3, exemplar));
        request.in(
                3, Proto.message().varint(1, 1).text(2, "c").text(4, "counts").text(5, "bytes"));

        assertThat(write(request.snappy())).hasStatus(204);
        assertThat(intake.histograms()).hasSize(1);
        assertThat(intake.histograms().getFirst().timestamp()).isEqualTo(MILLIS);
        assertThat(intake.exemplars().getFirst().labels()).isEqualTo(LabelSet.of("trace_id", "abc"));
        assertThat(intake.metadata()).containsExactly(new MetricMetadata("c", MetricType.COUNTER, "counts", "bytes"));
    }

    @Test
    void keepsTheRestWhenSomeSeriesAreRefusedAndNamesThem() {
        intake.refuse("forbidden");
        MvcTestResult answer = write(request(
                        Proto.series("__name__", "fine").in(2, Proto.sample(1, MILLIS)),
                        Proto.series("__name__", "forbidden", "pod", "x")
                                .in(2, Proto.sample(1, MILLIS))
                                .in(2, Proto.sample(1, MILLIS)),
                        Proto.series("job", "nameless").in(2, Proto.sample(1, MILLIS)),
                        Proto.series("__name__", "twice", "a", "1", "a", "2").in(2, Proto.sample(1, MILLIS)))
                .snappy());

        assertThat(answer)
                .hasStatus(400)
                .bodyText()
                .contains("1 kept", "2 refused (source-limit)", "forbidden{pod=\"x\"}", "2 refused (invalid-labels)");
        assertThat(intake.samples()).hasSize(1);
    }

    @Test
    void refusesAgainWhatItHasRefusedBefore() {
        intake.refuse("forbidden");
        byte[] body = request(Proto.series("__name__", "forbidden").in(2, Proto.sample(1, MILLIS)))
                .snappy();
        write(body);

        assertThat(write(body)).hasStatus(400).bodyText().contains("1 refused (source-limit)", "forbidden{}");
    }

    @Test
    void refusesAHistogramThatContradictsItself() {
        Proto histogram = Proto.message().varint(1, 99).varint(4, 200).varint(15, MILLIS);

        assertThat(write(request(Proto.series("__name__", "h").in(4, histogram)).snappy()))
                .hasStatus(400)
                .bodyText()
                .contains("invalid-histogram", "schema");
    }

    @Test
    void keepsNothingOfABodyThatCannotBeRead() {
        byte[] good = request(Proto.series("__name__", "a").in(2, Proto.sample(1, MILLIS)))
                .toBytes();
        byte[] bad = java.util.Arrays.copyOf(good, good.length + 2);
        bad[good.length] = 0x0a;
        bad[good.length + 1] = 0x7f;

        assertThat(write(Proto.snappy(bad))).hasStatus(400).bodyText().contains("claims 127 bytes where 0 are left");
        assertThat(intake.samples()).isEmpty();
    }

    @Test
    void refusesATextThatIsNoUtf8() {
        Proto label = Proto.message().bytes(1, new byte[] {(byte) 0xff}).text(2, "x");

        assertThat(write(request(Proto.message().in(1, label).in(2, Proto.sample(1, MILLIS)))
                        .snappy()))
                .hasStatus(400)
                .bodyText()
                .contains("UTF-8");
    }

    @Test
    void takesWhateverIsUtf8() {
        write(request(Proto.series("__name__", "größe.μ", "name with space", "\ufffd \ud83d\ude00")
                        .in(2, Proto.sample(1, MILLIS)))
                .snappy());

        assertThat(sample("größe.μ").labels().get("name with space")).isEqualTo("\ufffd \ud83d\ude00");
    }

    @Test
    void takesAnEmptyRequest() {
        assertThat(write(Proto.message().snappy())).hasStatus(204);
        assertThat(write(new byte[0])).hasStatus(204);
    }

    @Test
    void saysWhenToComeAgainWhenTheBufferIsFull() {
        intake.full(true);

        assertThat(write(request(Proto.series("__name__", "a").in(2, Proto.sample(1, MILLIS)))
                        .snappy()))
                .hasStatus(503)
                .hasHeader("Retry-After", "5")
                .bodyText()
                .contains("the buffer is full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/x-protobuf;proto=other.Message"})
    void refusesOtherMessages(String contentType) {
        assertThat(mvc.post()
                        .uri("/api/v1/write")
                        .header("Authorization", INGEST)
                        .header("Content-Type", contentType)
                        .header("Content-Encoding", "snappy")
                        .content(new byte[] {0}))
                .hasStatus(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "identity"})
    void refusesOtherCompressions(String encoding) {
        assertThat(mvc.post()
                        .uri("/api/v1/write")
                        .header("Authorization", INGEST)
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", encoding)
                        .content(new byte[] {0}))
                .hasStatus(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-protobuf;proto=prometheus.WriteRequest",
                "APPLICATION/X-Protobuf; proto=\"prometheus.WriteRequest\""
            })
    void takesTheMessageByItsName(String contentType) {
        assertThat(mvc.post()
                        .uri("/api/v1/write")
                        .header("Authorization", INGEST)
                        .header("Content-Type", contentType)
                        .header("Content-Encoding", "Snappy")
                        .content(request(Proto.series("__name__", "a").in(2, Proto.sample(1, MILLIS)))
                                .snappy()))
                .hasStatus(204);
        assertThat(intake.samples()).hasSize(1);
    }

    @Test
    void needsARoleThatMayWrite() {
        assertThat(mvc.post().uri("/api/v1/write").content(new byte[] {0})).hasStatus(401);
        assertThat(mvc.post()
                        .uri("/api/v1/write")
                        .header("Authorization", VIEWER)
                        .content(new byte[] {0}))
                .hasStatus(403);
    }

    @Test
    void doesNotBelieveWhatABodyClaimsToHold() {
        byte[] claims = Proto.message().raw(0x7fff_fff0L).toBytes();
        assertThat(write(claims).getResponse().getStatus()).isIn(400, 413);
        byte[] lies = Proto.message().raw(20_000_000).raw(1).toBytes();
        assertThat(write(lies)).hasStatus(400).bodyText().contains("claims more content than it can have");
    }

    @Test
    void refusesWhatGrowsBeyondTheLimit() {
        assertThat(write(Proto.snappy(new byte[33 << 20])))
                .hasStatus(413)
                .bodyText()
                .contains("33554432");
    }
}
