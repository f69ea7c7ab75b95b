package com.kaldrix.monitoring.compliance.pull;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.kaldrix.monitoring.common.aws.AwsClients;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.activity.TestActivities;
import com.kaldrix.monitoring.compliance.audit.log.TestTrails;
import com.kaldrix.monitoring.compliance.finding.FindingFilter;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.finding.StoredFinding;
import com.kaldrix.monitoring.compliance.finding.TestFindings;
import com.kaldrix.monitoring.compliance.pull.aws.TestPullers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpClient;

/** A database and a server that answers as AWS does; replicas that ask it. */
final class Rig implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-west-1";

    final MigratedDatabase database = new MigratedDatabase();
    final WireMockServer aws = new WireMockServer(wireMockConfig().dynamicPort());
    final SettableClock clock = new SettableClock(START);
    final Findings findings = TestFindings.of(database);
    final Enablements enablements = new Enablements(database.jdbc());
    final JdbcPulls pulls = new JdbcPulls(database.jdbc());
    final SdkHttpClient http = AwsClients.http(10);
    private final Optional<URI> elsewhere;

    Rig() {
        this(Optional.empty());
    }

    /** @param elsewhere where AWS is; empty for the server of the rig */
    Rig(Optional<URI> elsewhere) {
        this.elsewhere = elsewhere;
        aws.start();
    }

    URI address() {
        return elsewhere.orElseGet(() -> URI.create(aws.baseUrl()));
    }

    static Target target(PullSource source) {
        return new Target(ACCOUNT, new Region(REGION), source);
    }

    static PullProperties properties(String role, PullSource... sources) {
        return new PullProperties(
                List.of(new PullProperties.Account(
                        ACCOUNT, role, role.isEmpty() ? "" : "outside", List.of(REGION), Set.of(sources))),
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofMinutes(20),
                Duration.ofHours(24),
                2,
                new PullProperties.Calls(100, 3, Duration.ofMillis(1), Duration.ofMillis(5)));
    }

    /** A replica that asks these sources; nothing of it survives but what is in the database. */
    Collector replica(PullSource... sources) {
        return replica("", sources);
    }

    Collector replica(String role, PullSource... sources) {
        PullProperties properties = properties(role, sources);
        Collector collector = new Collector(
                pulls,
                TestPullers.at(address(), properties.access(), http, clock),
                gathering(),
                properties,
                "replica-" + System.nanoTime(),
                clock);
        collector.begin();
        return collector;
    }

    Gathering gathering() {
        return new Gathering(
                pulls,
                new Gathering.Stores(findings, TestActivities.of(database), enablements, TestTrails.of(database)),
                database.transactions(),
                new Bell(),
                Duration.ofMinutes(15),
                clock);
    }

    CollectionState state(PullSource source) {
        return pulls.all().stream()
                .filter(state -> state.target().source() == source)
                .findFirst()
                .orElseThrow();
    }

    List<StoredFinding> stored() {
        return findings.find(FindingFilter.ALL, Optional.empty(), 500).items();
    }

    Optional<StoredFinding> stored(String resource) {
        return stored().stream()
                .filter(finding -> finding.joined().key().resource().equals(resource))
                .findFirst();
    }

    static String text(String name) {
        try (InputStream in = Rig.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        aws.stop();
        http.close();
        database.close();
    }
}
