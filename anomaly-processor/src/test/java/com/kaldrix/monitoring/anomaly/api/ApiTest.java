package com.kaldrix.monitoring.anomaly.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.kaldrix.monitoring.anomaly.AnomalyProcessor;
import com.kaldrix.monitoring.common.postgres.Tables;
import com.kaldrix.monitoring.common.security.TokenDigest;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service without queues, one for all tests of this package; time stands still, and nothing is sent. */
@SpringBootTest(classes = AnomalyProcessor.class)
@AutoConfigureMockMvc
@Import(ApiTest.StandingStill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ApiTest {
    protected static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    protected static final String VIEWER = "viewer-token-0123456789";
    protected static final String RESPONDER = "responder-token-0123456789";
    protected static final String ADMIN = "admin-token-0123456789";

    /** From where readings may be fetched. */
    protected static final Path FETCHED = folder();

    private static final TestDatabase DATABASE = LocalPostgres.shared().freshDatabase();

    @Autowired
    protected MockMvcTester mvc;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected JsonMapper json;

    /** The clock stands still. */
    @TestConfiguration(proxyBeanMethods = false)
    static class StandingStill {
        @Bean
        SettableClock settableClock() {
            return new SettableClock(START);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("fetched");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", DATABASE::jdbcUrl);
        properties.add("spring.datasource.username", DATABASE::username);
        properties.add("spring.datasource.password", DATABASE::password);
        properties.add("kaldrix.outbox.enabled", () -> "false");
        properties.add("kaldrix.plots.key", () -> "0123456789abcdef0123456789abcdef");
        properties.add("kaldrix.external-url", () -> "https://anomalies.example.com");
        properties.add("kaldrix.backtest.most-rows", () -> "30000");
        properties.add("kaldrix.topics.metrics", () -> "arn:aws:sns:us-east-1:000000000000:test-kaldrix-metrics");
        properties.add("kaldrix.detectors.sources", FETCHED::toString);
        token(properties, 0, "grafana", VIEWER, "viewer");
        token(properties, 1, "alice", RESPONDER, "responder");
        token(properties, 2, "root", ADMIN, "admin");
    }

    private static void token(DynamicPropertyRegistry properties, int i, String name, String token, String role) {
        String prefix = "kaldrix.security.tokens[" + i + "].";
        properties.add(prefix + "name", () -> name);
        properties.add(prefix + "sha256", () -> TokenDigest.of(token).hex());
        properties.add(prefix + "roles", () -> role);
    }

    @BeforeEach
    void empty() {
        clock.set(START);
        Tables.empty(
                jdbc,
                "event, anomaly, suppression, outbox, detector, metric_set, feedback, series, backtest_job, followed_series, outlook,"
                        + " component_state, series_forest, weekly_review");
    }

    protected MvcTestResult get(String token, String uri) {
        return call(token, HttpMethod.GET, uri, "");
    }

    /** @param body empty for none */
    protected MvcTestResult post(String token, String uri, String body) {
        return call(token, HttpMethod.POST, uri, body);
    }

    protected MvcTestResult call(String token, HttpMethod method, String uri, String body) {
        MockHttpServletRequestBuilder request =
                request(method, URI.create(uri)).header("Authorization", "Bearer " + token);
        return mvc.perform(
                body.isEmpty()
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).content(body));
    }

    /** Posts what is no JSON. */
    protected MvcTestResult send(String token, String uri, String type, String content) {
        return call(token, HttpMethod.POST, uri, type, content);
    }

    protected MvcTestResult call(String token, HttpMethod method, String uri, String type, String content) {
        return mvc.perform(request(method, URI.create(uri))
                .header("Authorization", "Bearer " + token)
                .contentType(type)
                .content(content));
    }

    protected JsonNode body(MvcTestResult result) {
        try {
            return json.readTree(result.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
