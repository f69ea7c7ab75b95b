package com.kaldrix.monitoring.compliance.live;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.compliance.ComplianceReporter;
import com.kaldrix.monitoring.compliance.finding.FindingFilter;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.pull.CollectionState;
import com.kaldrix.monitoring.compliance.pull.CollectionStates;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service asks by itself what its properties name, and says what it could not ask. */
@SpringBootTest(classes = ComplianceReporter.class)
@Import(LivePullTest.StandingStill.class)
@DirtiesContext
class LivePullTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final TestDatabase DATABASE = LocalPostgres.shared().freshDatabase();
    private static final WireMockServer AWS =
            new WireMockServer(wireMockConfig().dynamicPort());
    private static final Path FOLDER = folder();

    private final CollectionStates states;
    private final Findings findings;
    private final MeterRegistry meters;
    private final SettableClock clock;

    @Autowired
    LivePullTest(CollectionStates states, Findings findings, MeterRegistry meters, SettableClock clock) {
        this.states = states;
        this.findings = findings;
        this.meters = meters;
        this.clock = clock;
    }

    /** The clock stands still. */
    @TestConfiguration(proxyBeanMethods = false)
    static class StandingStill {
        @Bean
        SettableClock settableClock() {
            return new SettableClock(NOW);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("live-pull");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        AWS.start();
        AWS.stubFor(get(urlEqualTo("/macie"))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withHeader("x-amzn-ErrorType", "AccessDeniedException")
                        .withBody("{\"message\":\"Macie is not enabled\"}")));
        AWS.stubFor(post(urlEqualTo("/findings")).willReturn(okJson("""
                {"Findings":[{"Id":"f-1","ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/securityhub",
                 "GeneratorId":"security-control/S3.8","AwsAccountId":"123456789012","Region":"eu-west-1",
                 "CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-03-01T00:00:00Z","Title":"t",
                 "Severity":{"Label":"HIGH"},"Compliance":{"Status":"FAILED","SecurityControlId":"S3.8"},
                 "RecordState":"ACTIVE","Workflow":{"Status":"NEW"},
                 "Resources":[{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::open"}]}]}
                """)));
        properties.add("spring.datasource.url", DATABASE::jdbcUrl);
        properties.add("spring.datasource.username", DATABASE::username);
        properties.add("spring.datasource.password", DATABASE::password);
        properties.add("kaldrix.outbox.enabled", () -> "false");
        properties.add("kaldrix.aws.endpoint", AWS::baseUrl);
        properties.add("kaldrix.trail.location", () -> FOLDER.resolve("objects").toString());
        properties.add("kaldrix.trail.key", () -> FOLDER.resolve("key.pem").toString());
        properties.add("kaldrix.pull.accounts[0].account", () -> "123456789012");
        properties.add("kaldrix.pull.accounts[0].regions", () -> "eu-west-1");
        properties.add("kaldrix.pull.accounts[0].sources", () -> "securityhub,macie");
    }

    @AfterAll
    static void stop() {
        AWS.stop();
    }

    private CollectionState state(PullSource source) {
        return states.all().stream()
                .filter(state -> state.target().source() == source)
                .findFirst()
                .orElseThrow();
    }

    private double gauge(String name, String source) {
        return meters.get(name)
                .tag("source", source)
                .tag("account", "123456789012")
                .tag("region", "eu-west-1")
                .gauge()
                .value();
    }

    @Test
    void whatIsNamedIsAskedAndWhatIsNotCollectedGrowsOld() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> states.all().size() == 2
                        && states.all().stream().noneMatch(state -> state.word() == CollectionState.Word.WAITING));

        assertThat(state(PullSource.SECURITY_HUB).word()).isEqualTo(CollectionState.Word.COLLECTED);
        assertThat(state(PullSource.MACIE).word()).isEqualTo(CollectionState.Word.NOT_COLLECTED);
        assertThat(findings.find(FindingFilter.ALL, Optional.empty(), 10).items())
                .hasSize(1);
        clock.advance(Duration.ofMinutes(5));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(gauge("kaldrix.compliance.collection.age", "macie"))
                        .isEqualTo(300));
        assertThat(gauge("kaldrix.compliance.collection.failing", "macie")).isEqualTo(1);
        assertThat(gauge("kaldrix.compliance.collection.failing", "securityhub"))
                .isZero();
        assertThat(meters.get("kaldrix.compliance.collection.age")
                        .tag("source", "macie")
                        .tag("account", "all")
                        .gauge()
                        .value())
                .as("what comes by events is another matter")
                .isEqualTo(300);
    }
}
