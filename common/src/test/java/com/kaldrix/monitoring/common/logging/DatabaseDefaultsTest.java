package com.kaldrix.monitoring.common.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with a database that goes away. */
class DatabaseDefaultsTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(WhoAmI.class)
    static class Service {}

    @RestController
    static final class WhoAmI {
        private final JdbcTemplate jdbc;
        private final TransactionOperations transactions;

        WhoAmI(JdbcTemplate jdbc, TransactionOperations transactions) {
            this.jdbc = jdbc;
            this.transactions = transactions;
        }

        @GetMapping("/name")
        String name() {
            return String.valueOf(jdbc.queryForObject("select current_setting('application_name')", String.class));
        }

        @GetMapping("/transaction")
        String inTransaction() {
            transactions.executeWithoutResult(status -> name());
            return "done";
        }
    }

    @Test
    void readinessAndAnswersFollowTheDatabase() throws IOException, InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        try (ConfigurableApplicationContext service = new SpringApplication(Service.class)
                .run(
                        "--server.port=0",
                        "--spring.application.name=sample",
                        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "--kaldrix.security.open=true",
                        "--kaldrix.outbox.enabled=false")) {
            URI base = URI.create("http://localhost:" + service.getEnvironment().getProperty("local.server.port"));
            assertThat(get(base, "/name").body()).isEqualTo("sample");
            assertThat(get(base, "/actuator/health/readiness").statusCode()).isEqualTo(200);

            postgres.close();

            for (String path : new String[] {"/name", "/transaction"}) {
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    HttpResponse<String> answer = get(base, path);
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
                    assertThat(answer.body()).contains("urn:kaldrix:problem:unavailable");
                });
            }
            HttpResponse<String> readiness = get(base, "/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("\"db\"").doesNotContain("jdbc", "localhost");
            assertThat(get(base, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(URI base, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    }
}
