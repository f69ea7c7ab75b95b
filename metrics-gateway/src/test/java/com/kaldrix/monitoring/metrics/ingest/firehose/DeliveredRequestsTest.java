package com.kaldrix.monitoring.metrics.ingest.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.ingest.firehose.DeliveredRequests.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery is taken once: within a process, across restarts, for as long as Firehose tries. */
class DeliveredRequestsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path directory;

    @Test
    void oneAtATimeAndOnlyOnce() throws IOException {
        try (DeliveredRequests requests = requests()) {
            assertThat(requests.claim("a")).isEqualTo(Claim.FRESH);
            assertThat(requests.claim("a")).isEqualTo(Claim.UNDER_WAY);
            requests.abandoned("a");
            assertThat(requests.claim("a")).isEqualTo(Claim.FRESH);
            requests.delivered("a");
            assertThat(requests.claim("a")).isEqualTo(Claim.DELIVERED);
        }
    }

    @Test
    void whatWasDeliveredIsKnownAfterARestart() throws IOException {
        try (DeliveredRequests requests = requests()) {
            requests.claim("a");
            requests.delivered("a");
        }
        try (DeliveredRequests requests = requests()) {
            assertThat(requests.claim("a")).isEqualTo(Claim.DELIVERED);
            assertThat(requests.claim("b")).isEqualTo(Claim.FRESH);
        }
    }

    @Test
    void aNoteThatWasCutOffCostsTheOthersNothing() throws IOException {
        try (DeliveredRequests requests = requests()) {
            requests.claim("a");
            requests.delivered("a");
        }
        Files.writeString(directory.resolve("delivered-requests"), "17723", StandardOpenOption.APPEND);

        try (DeliveredRequests requests = requests()) {
            assertThat(requests.claim("a")).isEqualTo(Claim.DELIVERED);
        }
    }

    @Test
    void itIsForgottenWhenFirehoseHasGivenUp() throws IOException {
        try (DeliveredRequests requests = requests()) {
            requests.claim("a");
            requests.delivered("a");
            clock.advance(Duration.ofMinutes(179));
            assertThat(requests.claim("a")).isEqualTo(Claim.DELIVERED);
            clock.advance(Duration.ofMinutes(2));
            assertThat(requests.claim("a")).isEqualTo(Claim.FRESH);
        }
    }

    @Test
    void memoryAndFileAreBounded() throws IOException {
        Path file = directory.resolve("delivered-requests");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 120_000; i++) {
            many.append(clock.millis()).append(" id-").append(i).append('\n');
        }
        Files.writeString(file, many);

        try (DeliveredRequests requests = requests()) {
            assertThat(requests.claim("id-119999")).isEqualTo(Claim.DELIVERED);
            assertThat(requests.claim("id-0")).isEqualTo(Claim.FRESH);
        }
        assertThat(Files.readAllLines(file)).hasSize(50_000);
    }

    @Test
    void aDirectoryThatCannotBeUsedStopsTheStart() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> new DeliveredRequests(file.resolve("below"), clock, Duration.ofHours(3)))
                .hasMessageContaining("kaldrix.firehose.directory");
    }

    private DeliveredRequests requests() {
        return new DeliveredRequests(directory, clock, Duration.ofHours(3));
    }
}
