package com.kaldrix.monitoring.compliance.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.kaldrix.monitoring.common.security.TokenDigest;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.compliance.ComplianceReporter;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on some database; time stands still, nothing is sent, and no work is done by itself. */
@SpringBootTest(classes = ComplianceReporter.class)
@AutoConfigureMockMvc
@Import(ServiceTest.StandingStill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServiceTest {
    protected static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    protected static final String VIEWER = "viewer-token-0123456789";
    protected static final String RESPONDER = "responder-token-0123456789";
    protected static final String AUDITOR = "auditor-token-0123456789";
    protected static final Instant AUDITED_UNTIL = START.plus(Duration.ofDays(30));
    protected static final String ADMIN = "admin-token-0123456789";

    private static final long ASYNC_MILLIS = 30_000;

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

    /**
     * Where a service keeps what it keeps.
     *
     * @param folder for the trail's checkpoints, the reports and the key
     */
    protected static void properties(DynamicPropertyRegistry properties, TestDatabase database, Path folder) {
        properties.add("spring.datasource.url", database::jdbcUrl);
        properties.add("spring.datasource.username", database::username);
        properties.add("spring.datasource.password", database::password);
        properties.add("kaldrix.outbox.enabled", () -> "false");
        properties.add("kaldrix.workers", () -> "false");
        properties.add("kaldrix.trail.location", () -> folder.resolve("objects").toString());
        properties.add("kaldrix.trail.key", () -> folder.resolve("key.pem").toString());
        token(properties, 0, "grafana", VIEWER, "viewer");
        token(properties, 1, "root", ADMIN, "admin");
        token(properties, 2, "alice", RESPONDER, "responder");
        token(properties, 3, "examiner", AUDITOR, "auditor");
        properties.add("kaldrix.security.tokens[3].expires-at", () -> AUDITED_UNTIL);
    }

    private static void token(DynamicPropertyRegistry properties, int i, String name, String token, String role) {
        String prefix = "kaldrix.security.tokens[" + i + "].";
        properties.add(prefix + "name", () -> name);
        properties.add(prefix + "sha256", () -> TokenDigest.of(token).hex());
        properties.add(prefix + "roles", () -> role);
    }

    @BeforeEach
    void begin() {
        clock.set(START);
        jdbc.sql("truncate finding, activity, configuration_change, alert_response, waiver, attestation,"
                        + " requirement_state, requirement_change, control_state, control_change, score_point, baseline,"
                        + " drift_signal, outbox, report, report_plan, pull, control_enablement, remediation, remediation_step,"
                        + " breach, breach_clock, breach_finding, deadline_signal")
                .update();
        // Tallies are read once and then as they change; they are never deleted.
        jdbc.sql("update tally set passed = 0, failed = 0, warning = 0, not_available = 0,"
                        + " changed = pg_current_xact_id()::text::bigint")
                .update();
    }

    protected MvcTestResult post(String token, String uri, String body) {
        return call(token, HttpMethod.POST, uri, body);
    }

    protected MvcTestResult get(String token, String uri) {
        return call(token, HttpMethod.GET, uri, "");
    }

    protected MvcTestResult call(String token, HttpMethod method, String uri, String body) {
        MockHttpServletRequestBuilder request =
                request(method, URI.create(uri)).header("Authorization", "Bearer " + token);
        MvcTestResult result = mvc.perform(
                body.isEmpty()
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).content(body));
        if (result.getRequest().isAsyncStarted()) {
            // What streams is written by another thread.
            var unused = result.getMvcResult().getAsyncResult(ASYNC_MILLIS);
        }
        return result;
    }

    protected JsonNode body(MvcTestResult result) {
        return json.readTree(text(result));
    }

    protected String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
