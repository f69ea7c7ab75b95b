package com.kaldrix.monitoring.common.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.kaldrix.monitoring.common.logging.TraceContext;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.common.security.TokenDigest;
import com.kaldrix.monitoring.common.time.SettableClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        properties = {
            "spring.flyway.enabled=false",
            "spring.cloud.aws.sqs.enabled=false",
            "spring.cloud.aws.region.static=eu-west-1",
            "kaldrix.region=eu-west-1",
            "spring.application.name=alert-processor",
            "kaldrix.outbox.enabled=false"
        })
@AutoConfigureMockMvc
class AuditLogTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ADMIN = "admin-token-0123456789";
    private static final String VIEWER = "viewer-token-0123456789";
    private static final Actor ADA = new Actor("ada", Set.of(Role.RESPONDER), "10.0.0.7");
    private static final Actor CI = new Actor("ci", Set.of(Role.ADMIN), "10.0.0.8");

    private final MockMvcTester mvc;
    private final AuditLog log;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final SettableClock clock;
    private final JsonMapper json;

    @Autowired
    AuditLogTest(
            MockMvcTester mvc,
            AuditLog log,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            SettableClock clock,
            JsonMapper json) {
        this.mvc = mvc;
        this.log = log;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.json = json;
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(AuditConfiguration.class)
    static class Service {
        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        }

        @Bean
        DataSource dataSource(EmbeddedPostgres postgres) throws IOException {
            DataSource database = postgres.getPostgresDatabase();
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute(text("kaldrix/outbox.sql"));
            jdbc.execute(text("kaldrix/audit.sql"));
            return database;
        }

        @Bean
        SettableClock clock() {
            return new SettableClock(START);
        }

        private static String text(String resource) throws IOException {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        }
    }

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry properties) {
        token(properties, 0, "root", ADMIN, "admin");
        token(properties, 1, "grafana", VIEWER, "viewer");
    }

    private static void token(DynamicPropertyRegistry properties, int i, String name, String token, String role) {
        String prefix = "kaldrix.security.tokens[" + i + "].";
        properties.add(prefix + "name", () -> name);
        properties.add(prefix + "sha256", () -> TokenDigest.of(token).hex());
        properties.add(prefix + "roles", () -> role);
    }

    /** The log cannot be emptied by anybody who does not own the table. */
    @BeforeEach
    void empty() {
        jdbc.execute("alter table audit_log disable trigger audit_log_append_only");
        jdbc.execute("truncate audit_log, outbox");
        jdbc.execute("alter table audit_log enable trigger audit_log_append_only");
        clock.set(START);
    }

    @Test
    void keepsEntryEventAndEffectTogether() {
        TraceContext trace = TraceContext.begin();
        try (TraceContext.Scope scope = trace.enter()) {
            record(ADA, "incident.acknowledge", "incident/1", Map.of("note", "on it"));
        }

        JsonNode entry = list("").path("items").path(0);
        assertThat(entry.path("actor").stringValue()).isEqualTo("ada");
        assertThat(entry.path("at").stringValue()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(entry.path("roles").path(0).stringValue()).isEqualTo("responder");
        assertThat(entry.path("remoteAddress").stringValue()).isEqualTo("10.0.0.7");
        assertThat(entry.path("outcome").stringValue()).isEqualTo("done");
        assertThat(entry.path("detail").path("note").stringValue()).isEqualTo("on it");

        Map<String, Object> sent = jdbc.queryForMap("select id, topic, type, body from outbox");
        assertThat(sent)
                .containsEntry("topic", "events")
                .containsEntry("type", "com.kaldrix.audit.write.v1")
                .hasEntrySatisfying(
                        "id",
                        id -> assertThat(id.toString())
                                .isEqualTo(entry.path("id").stringValue()));
        JsonNode event = json.readTree(String.valueOf(sent.get("body")));
        assertThat(event.path("specversion").stringValue()).isEqualTo("1.0");
        assertThat(event.path("region").stringValue()).isEqualTo("eu-west-1");
        assertThat(event.path("traceparent").stringValue()).isEqualTo(trace.traceparent());
        assertThat(event.path("data").path("service").stringValue()).isEqualTo("alert-processor");
        assertThat(event.path("data").path("actor").stringValue()).isEqualTo("ada");
        assertThat(event.path("data").path("target").stringValue()).isEqualTo("incident/1");
    }

    @Test
    void recordsNothingOfWhatIsRolledBackAndRefusesToBeAlone() {
        transactions.executeWithoutResult(status -> {
            log.record(ADA, "incident.resolve", "incident/1", Map.of());
            status.setRollbackOnly();
        });
        assertThatThrownBy(() -> log.record(ADA, "incident.resolve", "incident/1", Map.of()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(list("").path("items").size()).isZero();
        assertThat(jdbc.queryForObject("select count(*) from outbox", Integer.class))
                .isZero();
    }

    @Test
    void recordsWhoWasRefused() {
        assertThat(mvc.perform(post("/api/v1/incidents/1/acknowledge").header("Authorization", "Bearer " + VIEWER)))
                .hasStatus(403);

        JsonNode entry = list("?actor=grafana").path("items").path(0);
        assertThat(entry.path("outcome").stringValue()).isEqualTo("denied");
        assertThat(entry.path("action").stringValue()).isEqualTo("POST");
        assertThat(entry.path("target").stringValue()).isEqualTo("/api/v1/incidents/1/acknowledge");
        assertThat(jdbc.queryForObject("select count(*) from outbox", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void isForAdministratorsAlone() {
        assertThat(mvc.perform(get("/api/v1/audit"))).hasStatus(401);
        assertThat(mvc.perform(get("/api/v1/audit").header("Authorization", "Bearer " + VIEWER)))
                .hasStatus(403);
        assertThat(mvc.perform(get("/api/v1/audit").header("Authorization", "Bearer " + ADMIN)))
                .hasStatusOk();
    }

    @Test
    void cannotBeChanged() {
        record(ADA, "incident.resolve", "incident/1", Map.of());

        for (String change :
                List.of("update audit_log set actor = 'eve'", "delete from audit_log", "truncate audit_log")) {
            assertThatThrownBy(() -> jdbc.execute(change)).hasMessageContaining("never changed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?actor=ada, 3",
        "?action=silence.create, 2",
        "?target=silence/2, 1",
        "?actor=ada&action=silence.create, 1",
        "?from=2026-03-01T12:02:00Z, 3",
        "?to=2026-03-01T12:02:00Z, 2",
        "?from=2026-03-01T12:01:00Z&to=2026-03-01T12:03:00Z, 2",
        "?actor=nobody, 0",
        "'', 5",
    })
    void narrowsDown(String query, int expected) {
        record(ADA, "incident.acknowledge", "incident/1", Map.of());
        record(ADA, "incident.resolve", "incident/1", Map.of());
        record(ADA, "silence.create", "silence/1", Map.of());
        record(CI, "silence.create", "silence/2", Map.of());
        record(CI, "configuration.reload", "configuration", Map.of());

        assertThat(list(query).path("items").size()).isEqualTo(expected);
    }

    @Test
    void pagesThroughEverythingOnceYoungestFirstAlsoWhileMoreComes() {
        for (int i = 0; i < 10; i++) {
            int entry = i;
            transactions.executeWithoutResult(status -> {
                log.record(ADA, "test", "target/" + entry, Map.of());
                log.record(ADA, "test", "target/" + entry + "b", Map.of());
            });
            clock.advance(Duration.ofNanos(1_001));
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = list("?limit=3" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(item -> seen.add(item.path("target").stringValue()));
            next = textOrNull(page.path("next"));
            record(CI, "test", "later", Map.of());
        }

        assertThat(seen).hasSize(20).doesNotHaveDuplicates().doesNotContain("later");
        assertThat(seen.subList(0, 2)).containsExactlyInAnyOrder("target/9", "target/9b");
        assertThat(seen.subList(18, 20)).containsExactlyInAnyOrder("target/0", "target/0b");
    }

    @Test
    void namesEveryBadFilter() {
        MvcTestResult result = mvc.perform(get("/api/v1/audit?from=yesterday&to=+1&cursor=x&limit=501")
                .header("Authorization", "Bearer " + ADMIN));

        assertThat(result).hasStatus(400);
        assertThat(read(result).path("errors").findValuesAsString("field"))
                .containsExactly("cursor", "from", "limit", "to");
        assertThat(mvc.perform(get("/api/v1/audit?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z")
                        .header("Authorization", "Bearer " + ADMIN)))
                .hasStatus(400);
        String foreign = new com.kaldrix.monitoring.common.page.Cursor("P0", new java.util.UUID(1, 2)).toString();
        assertThat(mvc.perform(
                        get("/api/v1/audit").param("cursor", foreign).header("Authorization", "Bearer " + ADMIN)))
                .hasStatus(400);
    }

    private void record(Actor actor, String action, String target, Map<String, String> detail) {
        transactions.executeWithoutResult(status -> log.record(actor, action, target, detail));
        clock.advance(Duration.ofMinutes(1));
    }

    private JsonNode list(String query) {
        MvcTestResult result = mvc.perform(get("/api/v1/audit" + query).header("Authorization", "Bearer " + ADMIN));
        assertThat(result).hasStatusOk();
        return read(result);
    }

    private JsonNode read(MvcTestResult result) {
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
