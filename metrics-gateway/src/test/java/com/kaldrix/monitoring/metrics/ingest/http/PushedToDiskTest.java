package com.kaldrix.monitoring.metrics.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.security.TokenDigest;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.MetricsGateway;
import com.kaldrix.monitoring.metrics.buffer.BlockVisitor;
import com.kaldrix.monitoring.metrics.buffer.Buffer;
import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.histogram.HistogramCheck;
import com.kaldrix.monitoring.metrics.histogram.HistogramCodec;
import com.kaldrix.monitoring.metrics.ingest.firehose.Deliveries;
import com.kaldrix.monitoring.metrics.ingest.otlp.Samples;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The service as it runs: what was answered with 200 is in the buffer. */
@SpringBootTest(classes = MetricsGateway.class)
@AutoConfigureMockMvc
@Import(PushedToDiskTest.StandingStill.class)
class PushedToDiskTest {
    private static final String TOKEN = "ingest-token-0123456789";
    private static final String ACCESS_KEY = "access-key-0123456789";

    @TempDir
    static Path directory;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Buffer buffer;

    @TestConfiguration(proxyBeanMethods = false)
    static class StandingStill {
        @Bean
        SettableClock settableClock() {
            return new SettableClock(IngestTest.NOW);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("kaldrix.buffer.directory", () -> directory.resolve("buffer"));
        properties.add("kaldrix.firehose.directory", () -> directory.resolve("firehose"));
        properties.add("kaldrix.firehose.access-keys[0]", () -> ACCESS_KEY);
        properties.add("kaldrix.security.tokens[0].name", () -> "collector");
        properties.add(
                "kaldrix.security.tokens[0].sha256", () -> TokenDigest.of(TOKEN).hex());
        properties.add("kaldrix.security.tokens[0].roles[0]", () -> "ingest");
    }

    @Test
    void everyProtocolEndsInTheBuffer() throws IOException {
        assertThat(post(
                        "/v1/metrics",
                        "application/x-protobuf",
                        Samples.everything().toByteArray()))
                .isEqualTo(200);
        assertThat(post("/api/v1/metrics", "application/json", IngestTest.utf8("{\"name\":\"pushed\",\"value\":7}")))
                .isEqualTo(200);
        assertThat(mvc.post()
                        .uri("/firehose/cloudwatch")
                        .header("X-Amz-Firehose-Access-Key", ACCESS_KEY)
                        .contentType("application/json")
                        .content(Deliveries.body("one", Deliveries.JSON))
                        .exchange())
                .hasStatus(200);

        Found found = new Found();
        try (BufferReader reader = buffer.reader("test")) {
            while (reader.next(found)) {
                // All of it.
            }
        }

        assertThat(found.values)
                .containsEntry("queue_depth_bytes_per_second", 4.0)
                .containsEntry("requests_total", 5.0)
                .containsEntry("latency_seconds_count", 3.0)
                .containsEntry("pushed", 7.0)
                .containsEntry("aws_ec2_cpuutilization_sum", 10.5);
        assertThat(found.histograms).containsEntry("size", 4.0);
    }

    private int post(String path, String type, byte[] body) {
        return mvc.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)
                .contentType(type)
                .content(body)
                .exchange()
                .getResponse()
                .getStatus();
    }

    private static final class Found implements BlockVisitor {
        private final Map<Integer, String> names = new HashMap<>();
        private final Map<String, Double> values = new HashMap<>();
        private final Map<String, Double> histograms = new HashMap<>();

        @Override
        public void segment(long number) {
            names.clear();
        }

        @Override
        public void series(int id, EncodedLabels labels) {
            names.put(id, labels.decode().get(LabelSet.NAME));
        }

        @Override
        public void sample(int id, long timestamp, double value, long start) {
            values.put(names.getOrDefault(id, ""), value);
        }

        @Override
        public void histogram(int id, long timestamp, byte[] bytes, int from, int length, long start) {
            var histogram = HistogramCodec.decode(bytes, from, length);
            assertThat(HistogramCheck.problem(histogram)).isEmpty();
            histograms.put(names.getOrDefault(id, ""), histogram.count());
        }
    }
}
