package com.kaldrix.monitoring.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import com.kaldrix.monitoring.common.sample.SampleService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(classes = SampleService.class)
@AutoConfigureMockMvc
@Import(AccessTest.Tokens.class)
@ExtendWith(OutputCaptureExtension.class)
class AccessTest {
    private static final String VIEWER = "viewer-token-0123456789";
    private static final String INGEST = "ingest-token-0123456789";
    private static final String RESPONDER = "responder-token-0123456789";
    private static final String AUDITOR = "auditor-token-0123456789";
    private static final String PAST_AUDITOR = "past-auditor-token-0123456789";
    private static final String LOCAL_ADMIN = "local-admin-token-0123456789";
    private static final String OF_DATABASE = "database-token-0123456789";
    private static final String DATABASE_DOWN = "database-down-0123456789";

    @TempDir
    static Path directory;

    private final MockMvcTester mvc;
    private final ApplicationContext context;

    @Autowired
    AccessTest(MockMvcTester mvc, ApplicationContext context) {
        this.mvc = mvc;
        this.context = context;
    }

    @TestConfiguration
    static class Tokens {
        @Bean
        ApiTokens databaseTokens() {
            return digest -> {
                if (digest.matches(TokenDigest.of(DATABASE_DOWN))) {
                    throw new IllegalStateException("the database is away, for the test");
                }
                return digest.matches(TokenDigest.of(OF_DATABASE))
                        ? Optional.of(new ApiToken("ci", Set.of(Role.INGEST, Role.VIEWER)))
                        : Optional.empty();
            };
        }
    }

    @DynamicPropertySource
    static void tokens(DynamicPropertyRegistry properties) throws IOException {
        Path file = directory.resolve("token");
        Files.writeString(file, LOCAL_ADMIN + "\n");
        properties.add("kaldrix.security.token-file", file::toString);
        token(properties, 0, "grafana", VIEWER, "viewer");
        token(properties, 1, "prometheus", INGEST, "ingest");
        token(properties, 2, "pager", RESPONDER, "responder");
        token(properties, 3, "examiner", AUDITOR, "auditor");
        properties.add("kaldrix.security.tokens[3].expires-at", () -> "9999-01-01T00:00:00Z");
        token(properties, 4, "past examiner", PAST_AUDITOR, "auditor");
        properties.add("kaldrix.security.tokens[4].expires-at", () -> "2020-01-01T00:00:00Z");
    }

    private static void token(DynamicPropertyRegistry properties, int i, String name, String token, String role) {
        String prefix = "kaldrix.security.tokens[" + i + "].";
        properties.add(prefix + "name", () -> name);
        properties.add(prefix + "sha256", () -> TokenDigest.of(token).hex());
        properties.add(prefix + "roles", () -> role);
    }

    @BeforeEach
    void forget() {
        SampleService.DENIED.clear();
    }

    @ParameterizedTest
    @CsvSource({
        VIEWER + ", GET /me 200, POST /api/v2/alerts 403, POST /samples/1/acknowledge 403, POST /admin 403",
        INGEST + ", GET /me 403, POST /api/v2/alerts 200, POST /samples/1/acknowledge 403, POST /admin 403",
        RESPONDER + ", GET /me 200, POST /api/v2/alerts 200, POST /samples/1/acknowledge 200, POST /admin 403",
        AUDITOR + ", GET /me 200, POST /api/v2/alerts 403, POST /samples/1/acknowledge 403, POST /admin 403",
        PAST_AUDITOR + ", GET /me 401, POST /api/v2/alerts 401, POST /samples/1/acknowledge 401, POST /admin 401",
        LOCAL_ADMIN + ", GET /me 200, POST /api/v2/alerts 200, POST /samples/1/acknowledge 200, POST /admin 200",
        OF_DATABASE + ", GET /me 200, POST /api/v2/alerts 200, POST /samples/1/acknowledge 403, POST /admin 403",
        "unknown-token-0123456789, GET /me 401, POST /api/v2/alerts 401, POST /samples/1/acknowledge 401, POST /admin 401",
        "three.dotted.parts, GET /me 401, POST /api/v2/alerts 401, POST /samples/1/acknowledge 401, POST /admin 401",
    })
    void rolesOpenWhatTheyShould(String token, String one, String two, String three, String four) {
        for (String wanted : new String[] {one, two, three, four}) {
            String[] parts = wanted.split(" ");
            assertThat(mvc.perform(
                            request(HttpMethod.valueOf(parts[0]), parts[1]).header("Authorization", "Bearer " + token)))
                    .as(wanted)
                    .hasStatus(Integer.parseInt(parts[2]));
            assertThat(mvc.perform(request(HttpMethod.valueOf(parts[0]), parts[1])
                            .header("Authorization", basic("whoever", token))))
                    .as("basic " + wanted)
                    .hasStatus(Integer.parseInt(parts[2]));
        }
    }

    @Test
    void asksForCredentials() {
        MvcTestResult result = mvc.perform(get("/me"));

        assertThat(result)
                .hasStatus(401)
                .hasHeader("WWW-Authenticate", "Bearer")
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:kaldrix:problem:unauthenticated");
        assertThat(result.getResponse().getHeaderNames())
                .contains("traceparent")
                .doesNotContain("Set-Cookie");
        assertThat(mvc.perform(get("/nowhere"))).hasStatus(401);
    }

    @Test
    void tellsWhoMayNotAndWhoeverListens() {
        MvcTestResult result = mvc.perform(post("/admin").header("Authorization", "Bearer " + VIEWER));

        assertThat(result)
                .hasStatus(403)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:kaldrix:problem:forbidden");
        assertThat(result.getResponse().getHeader("WWW-Authenticate")).startsWith("Bearer");
        assertThat(SampleService.DENIED).containsExactly("grafana POST /admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Basic",
                "Basic !!!",
                "Digest abc",
                "viewer-token-0123456789",
                "Bearer viewer-token-012345678",
                "Bearer viewer-token-0123456789x",
            })
    void failsClosed(String header) {
        assertThat(mvc.perform(get("/me").header("Authorization", header)))
                .hasStatus(401)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void failsClosedOnTwoHeaders() {
        assertThat(mvc.perform(get("/me").header("Authorization", "Bearer " + VIEWER, "Bearer " + LOCAL_ADMIN)))
                .hasStatus(401);
    }

    @Test
    void asksToComeAgainWhenTokensCannotBeLookedUp() {
        assertThat(mvc.perform(get("/me").header("Authorization", "Bearer " + DATABASE_DOWN)))
                .hasStatus(503)
                .hasHeader("Retry-After", "5")
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void givesControllersTheCaller() {
        assertThat(mvc.perform(get("/me").header("Authorization", "Bearer " + LOCAL_ADMIN)))
                .bodyJson()
                .isLenientlyEqualTo("{\"name\":\"local-admin\",\"roles\":[\"admin\"],\"remoteAddress\":\"127.0.0.1\"}");
    }

    @Test
    void leavesHealthAndMetricsOpenAndNothingElseOfTheActuator() {
        assertThat(mvc.perform(get("/actuator/health/liveness"))).hasStatusOk();
        assertThat(mvc.perform(get("/actuator/health/readiness"))).hasStatusOk();
        assertThat(mvc.perform(get("/actuator/health"))).hasStatusOk();
        assertThat(mvc.perform(get("/-/healthy"))).hasStatus(404);
        assertThat(mvc.perform(get("/actuator"))).hasStatus(401);
        assertThat(mvc.perform(get("/actuator/info"))).hasStatus(401);
        assertThat(mvc.perform(get("/actuator/env"))).hasStatus(401);
        assertThat(mvc.perform(get("/v3/api-docs"))).hasStatus(401);
        assertThat(mvc.perform(get("/v3/api-docs").header("Authorization", "Bearer " + INGEST)))
                .hasStatusOk();
        assertThat(mvc.perform(head("/me").header("Authorization", "Bearer " + VIEWER)))
                .hasStatusOk();
        assertThat(mvc.perform(head("/me").header("Authorization", "Bearer " + INGEST)))
                .hasStatus(403);
    }

    @Test
    void sendsTheHeadersOfASafeAnswerAndMakesNoSession() {
        MvcTestResult result = mvc.perform(get("/me").secure(true).header("Authorization", "Bearer " + VIEWER));

        assertThat(result.getResponse().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(result.getResponse().getHeader("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(result.getRequest().getSession(false)).isNull();
    }

    @Test
    void hasNoUserOfItsOwn() {
        assertThat(context.getBeansOfType(UserDetailsService.class)).isEmpty();
    }

    @Test
    void writesNoTokenIntoTheLog(CapturedOutput output) {
        String secret = "secret-token-that-nobody-may-see-4711";
        mvc.perform(get("/failures/unexpected").header("Authorization", "Bearer " + LOCAL_ADMIN));
        mvc.perform(get("/me").header("Authorization", "Bearer " + secret));
        mvc.perform(get("/me").header("Authorization", basic("me", secret)));
        mvc.perform(get("/me").header("Authorization", "Bearer " + secret + ".two.parts"));
        mvc.perform(get("/me").header("Authorization", "Bearer " + DATABASE_DOWN));

        assertThat(output.getAll()).contains("A request failed", "invalid credentials", "cannot be checked");
        assertThat(output.getAll())
                .doesNotContain(
                        secret,
                        LOCAL_ADMIN,
                        DATABASE_DOWN,
                        TokenDigest.of(secret).hex(),
                        basic("me", secret).substring(6));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
