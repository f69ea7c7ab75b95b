package com.kaldrix.monitoring.alert.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.kaldrix.monitoring.alert.AlertProcessor;
import com.kaldrix.monitoring.alert.incident.IncidentEngine;
import com.kaldrix.monitoring.common.postgres.Tables;
import com.kaldrix.monitoring.common.security.TokenDigest;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/**
 * The whole service but its workers, one for all tests of this package: time stands still, incidents move when
 * {@link #work()} says so, and nothing is sent.
 */
@SpringBootTest(classes = AlertProcessor.class)
@AutoConfigureMockMvc
@Import(ApiTest.StandingStill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ApiTest {
    protected static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    protected static final String VIEWER = "viewer-token-0123456789";
    protected static final String INGEST = "ingest-token-0123456789";
    protected static final String RESPONDER = "responder-token-0123456789";
    protected static final String OTHER_RESPONDER = "other-responder-token-0123";
    protected static final String ADMIN = "admin-token-0123456789";
    protected static final String SECRET = "T0PSECRET";

    protected static final TestDatabase DATABASE = LocalPostgres.shared().freshDatabase();
    private static final String ROUTES = """
            # The webhook's address is a secret.
            route:
              receiver: on-call
              group_by: [region]
              group_wait: 10s
              group_interval: 1m
              repeat_interval: 1h
              routes:
                - receiver: database-team
                  matchers: ['component=~"db|database"', 'kaldrix_severity=~"P0|P1"']
                  continue: true
                - receiver: nobody
                  matchers: ['team="none"']
            receivers:
              - name: on-call
                webhook_configs:
                  - url: http://localhost:1/T0PSECRET
                slack_configs:
                  - api_url: http://localhost:1/services/T0PSECRET
              - name: database-team
                pagerduty_configs:
                  - routing_key: T0PSECRET
                    url: http://localhost:1/v2/enqueue
              - name: managers
                webhook_configs:
                  - url: http://localhost:1/managers
              - name: nobody
            """;
    private static final String RULES = """
            escalation_policies:
              - name: urgent
                severities: [P0, P1]
                steps:
                  - {after: 5m, unless: acknowledged, notify: [database-team], title: Database team}
                  - {after: 15m, unless: resolved, notify: [managers]}
            people:
              - {id: ada, name: Ada Lovelace, email: ada@example.org, slack: U0ADA, contacts: [{receiver: managers}]}
              - {id: ben, contacts: [{receiver: managers}]}
            heartbeats:
              - {name: prometheus, silent_after: 300d, severity: P1, matchers: ['alertname="Watchdog"']}
            remediation:
              - name: restart-node
                matchers: ['alertname="NodeStuck"']
                mode: approve
                action: {kubernetes_restart: {namespace: core, name: 'node-{node}'}}
            teams:
              - {name: core, members: [ada, ben], schedules: [primary]}
            schedules:
              - name: primary
                time_zone: Europe/Berlin
                layers:
                  - {name: weekly, people: [ada, ben], rotation: weekly, start: '2026-02-23T09:00'}
            """;

    protected static final Path ROUTES_FILE;
    protected static final Path RULES_FILE;

    static {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "api-test");
            directory.toFile().deleteOnExit();
            ROUTES_FILE = directory.resolve("alertmanager.yml");
            RULES_FILE = directory.resolve("kaldrix.yml");
            ROUTES_FILE.toFile().deleteOnExit();
            RULES_FILE.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Autowired
    protected MockMvcTester mvc;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected IncidentEngine engine;

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

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) throws IOException {
        writeConfiguration();
        properties.add("spring.datasource.url", DATABASE::jdbcUrl);
        properties.add("spring.datasource.username", DATABASE::username);
        properties.add("spring.datasource.password", DATABASE::password);
        properties.add("spring.profiles.active", () -> "test");
        properties.add("kaldrix.workers", () -> "false");
        properties.add("kaldrix.callbacks.slack-signing-secret", () -> "slack-secret");
        properties.add("kaldrix.callbacks.pagerduty-secrets", () -> "pagerduty-secret");
        properties.add("kaldrix.callbacks.voice-secret", () -> "voice-secret");
        properties.add("kaldrix.outbox.enabled", () -> "false");
        // Tables are emptied between tests, and what is remembered of alerts is not.
        properties.add("kaldrix.intake.repetition.within", () -> "0s");
        properties.add("kaldrix.configuration.file", ROUTES_FILE::toString);
        properties.add("kaldrix.configuration.rules", RULES_FILE::toString);
        token(properties, 0, "grafana", VIEWER, "viewer");
        token(properties, 1, "prometheus", INGEST, "ingest");
        token(properties, 2, "alice", RESPONDER, "responder");
        token(properties, 3, "bob", OTHER_RESPONDER, "responder");
        token(properties, 4, "root", ADMIN, "admin");
    }

    private static void token(DynamicPropertyRegistry properties, int i, String name, String token, String role) {
        String prefix = "kaldrix.security.tokens[" + i + "].";
        properties.add(prefix + "name", () -> name);
        properties.add(prefix + "sha256", () -> TokenDigest.of(token).hex());
        properties.add(prefix + "roles", () -> role);
    }

    protected static void writeConfiguration() throws IOException {
        Files.writeString(ROUTES_FILE, ROUTES);
        Files.writeString(RULES_FILE, RULES);
    }

    @BeforeEach
    void empty() {
        clock.set(START);
        Tables.empty(
                jdbc,
                "alert, inbox, incident, dismissal, delivery, channel, outbox, silence, maintenance_window, window_reminder, flap,"
                        + " on_call_override, on_call_schedule, heartbeat, heartbeat_watch, heartbeat_definition, change, remediation,"
                        + " remediation_rule, remediation_switch, global_incident, region_beat, global_ear, region_pulse, hub_role");
    }

    protected MvcTestResult get(String token, String uri) {
        return call(token, HttpMethod.GET, uri, null);
    }

    protected MvcTestResult post(String token, String uri, @org.jspecify.annotations.Nullable String body) {
        return call(token, HttpMethod.POST, uri, body);
    }

    /** @param uri as it is sent, with what needs it percent-encoded */
    protected MvcTestResult call(
            String token, HttpMethod method, String uri, @org.jspecify.annotations.Nullable String body) {
        MockHttpServletRequestBuilder request =
                request(method, URI.create(uri)).header("Authorization", "Bearer " + token);
        return mvc.perform(
                body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).content(body));
    }

    protected JsonNode body(MvcTestResult result) {
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    /** Has alerts with these labels fire since now, each given as {@code name=value,…}, and opens their incidents. */
    protected void fire(String... alerts) {
        List<Map<String, Object>> posted = java.util.Arrays.stream(alerts)
                .map(labels -> Map.<String, Object>of(
                        "labels", labels(labels), "startsAt", clock.instant().toString()))
                .toList();
        org.assertj.core.api.Assertions.assertThat(post(INGEST, "/api/v2/alerts", json.writeValueAsString(posted)))
                .hasStatus(200);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new java.util.TreeMap<>();
        for (String label : text.split(",")) {
            labels.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
        }
        return labels;
    }

    /** Does for all incidents what is due. */
    protected void work() {
        var unused = engine.run(() -> {});
    }

    /** The only incident's id. */
    protected String incident() {
        return jdbc.sql("select id::text from incident").query(String.class).single();
    }
}
