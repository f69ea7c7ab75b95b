package com.kaldrix.monitoring.common.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.sample.SampleService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service on Tomcat, as it starts in earnest. */
@ExtendWith(OutputCaptureExtension.class)
class ServiceDefaultsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What one service has set in this process is not for the next. */
    @BeforeEach
    void forget() {
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
    }

    @Test
    void startsWithTheDefaultsAndAnswersWithProblemsFromBeneathTheControllersToo(CapturedOutput output)
            throws IOException, InterruptedException {
        try (ConfigurableApplicationContext service =
                        start("--kaldrix.security.open=true", "--kaldrix.http.max-body=1KB");
                HttpClient client = HttpClient.newHttpClient()) {
            Environment environment = service.getEnvironment();
            assertThat(environment.getProperty("spring.threads.virtual.enabled"))
                    .isEqualTo("true");
            assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
            URI base = URI.create("http://localhost:" + environment.getProperty("local.server.port"));

            HttpResponse<String> tooLarge = send(client, base.resolve("/samples/raw"), body(5000));
            assertThat(tooLarge.statusCode()).isEqualTo(413);
            assertThat(tooLarge.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(send(client, base.resolve("/samples/raw"), body(1000)).body())
                    .isEqualTo("1000");

            HttpResponse<String> refused = send(client, base.resolve("/samples/a%2Fb"), null);
            assertThat(refused.statusCode()).isEqualTo(400);
            JsonNode problem = JSON.readTree(refused.body());
            assertThat(problem.path("type").stringValue()).isEqualTo("urn:kaldrix:problem:invalid-request");
            assertThat(problem.path("instance").stringValue()).isEqualTo("/samples/a%2Fb");
            assertThat(problem.path("status").intValue()).isEqualTo(400);

            HttpResponse<String> firewall = send(client, base.resolve("/samples/a%0Ab"), null);
            assertThat(firewall.statusCode()).isEqualTo(400);
            JsonNode answer = JSON.readTree(firewall.body());
            assertThat(answer.path("instance").stringValue()).isEqualTo("/samples/a%0Ab");
            assertThat(answer.path("traceId").stringValue()).hasSize(32);

            for (String query : List.of("/required?q=%ff", "/required?%c3%28=x")) {
                HttpResponse<String> undecodable = send(client, URI.create(base + query), null);
                assertThat(undecodable.statusCode()).as(query).isEqualTo(400);
                assertThat(undecodable.body()).contains("percent-encoded UTF-8");
            }

            HttpResponse<String> metrics = send(client, base.resolve("/actuator/prometheus"), null);
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("http_server_requests_seconds_bucket");
            assertThat(send(client, base.resolve("/actuator/env"), null).statusCode())
                    .isEqualTo(404);

            assertThat(send(client, base.resolve("/failures/unexpected"), null).statusCode())
                    .isEqualTo(500);
        }
        assertThat(output.getOut().lines())
                .filteredOn(line -> line.contains("A request failed"))
                .singleElement()
                .satisfies(line -> {
                    JsonNode entry = JSON.readTree(line);
                    assertThat(entry.path("ecs").path("version").isMissingNode())
                            .isFalse();
                    assertThat(entry.path("service").path("name").stringValue()).isEqualTo("sample");
                    assertThat(entry.path("trace").path("id").stringValue()).hasSize(32);
                    assertThat(entry.path("span").path("id").stringValue()).hasSize(16);
                    assertThat(entry.path("url").path("path").stringValue()).isEqualTo("/failures/unexpected");
                });
    }

    @Test
    void writesForPeopleWhenToldTo(CapturedOutput output) {
        start("--kaldrix.security.open=true", "--kaldrix.logging.format=plain").close();

        assertThat(output.getOut()).contains("everybody who reaches").doesNotContain("\"@timestamp\"");
    }

    @Test
    void refusesAnUnknownFormatByName() {
        assertThatThrownBy(() -> start("--kaldrix.logging.format=xml"))
                .hasMessageContaining("kaldrix.logging.format must be ecs or plain, not 'xml'");
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--server.port=0";
        all[arguments.length + 1] = "--spring.application.name=sample";
        return new SpringApplication(SampleService.class).run(all);
    }

    /** A body whose length is not announced. */
    private static BodyPublisher body(int bytes) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]));
    }

    private static HttpResponse<String> send(
            HttpClient client, URI uri, @org.jspecify.annotations.Nullable BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return client.send(body == null ? request.build() : request.POST(body).build(), BodyHandlers.ofString());
    }
}
