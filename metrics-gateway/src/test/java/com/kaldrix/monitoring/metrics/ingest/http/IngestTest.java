package com.kaldrix.monitoring.metrics.ingest.http;

import com.kaldrix.monitoring.common.security.TokenDigest;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.MetricsGateway;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake;
import com.kaldrix.monitoring.metrics.intake.RecordingIntake.Sample;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** The service with an intake that only records, one for all tests of protocols: real controllers, filters and security. */
@SpringBootTest(classes = MetricsGateway.class)
@AutoConfigureMockMvc
@Import(IngestTest.Recording.class)
public abstract class IngestTest {
    protected static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    protected static final long MILLIS = NOW.toEpochMilli();
    protected static final String INGEST = "Bearer ingest-token-0123456789";
    protected static final String VIEWER = "Bearer viewer-token-0123456789";
    protected static final String ACCESS_KEY = "access-key-0123456789";
    protected static final String NEXT_ACCESS_KEY = "next-access-key-0123456789";
    protected static final int MAX_BODY = 256 * 1024;

    @Autowired
    protected MockMvcTester mvc;

    @Autowired
    protected RecordingIntake intake;

    @Autowired
    protected JsonMapper json;

    /** Time stands still, and what is committed is recorded. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Recording {
        @Bean
        @Primary
        RecordingIntake recordingIntake() {
            return new RecordingIntake();
        }

        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock(NOW);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) throws IOException {
        String directory = Files.createTempDirectory(Path.of("target"), "ingest-test")
                .toAbsolutePath()
                .toString();
        properties.add("kaldrix.firehose.directory", () -> directory + "/firehose");
        properties.add("kaldrix.buffer.directory", () -> directory + "/buffer");
        properties.add("kaldrix.firehose.access-keys[0]", () -> ACCESS_KEY);
        properties.add("kaldrix.firehose.access-keys[1]", () -> NEXT_ACCESS_KEY);
        properties.add("kaldrix.firehose.max-body", () -> MAX_BODY + "B");
        properties.add("kaldrix.otlp.max-body", () -> MAX_BODY + "B");
        properties.add("kaldrix.push.max-body", () -> MAX_BODY + "B");
        properties.add("kaldrix.region", () -> "eu-west-1");
        token(properties, 0, "collector", INGEST, "ingest");
        token(properties, 1, "grafana", VIEWER, "viewer");
    }

    private static void token(DynamicPropertyRegistry properties, int index, String name, String header, String role) {
        String prefix = "kaldrix.security.tokens[" + index + "].";
        String token = header.substring("Bearer ".length());
        properties.add(prefix + "name", () -> name);
        properties.add(prefix + "sha256", () -> TokenDigest.of(token).hex());
        properties.add(prefix + "roles[0]", () -> role);
    }

    @BeforeEach
    void forget() {
        intake.clear();
    }

    /** The only sample of a name. */
    protected Sample sample(String name) {
        List<Sample> found = intake.samples().stream()
                .filter(sample -> sample.labels().get(LabelSet.NAME).equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " samples of " + name + " in " + intake.samples());
        }
        return found.getFirst();
    }

    protected static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    protected static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
