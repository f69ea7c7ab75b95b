package com.kaldrix.monitoring.metrics.forward.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ArchiveLoopTest {
    private static final LabelSet UP = LabelSet.of("__name__", "up");

    @Test
    void readinessSaysThatTheArchiveIsAwayAndThatItIsBack(@TempDir Path directory) {
        try (ArchiveHouse house = new ArchiveHouse(directory)) {
            house.maxRows(1);
            house.objects.writesLeft = 0;
            ArchiveLoop loop = house.loop();
            ArchiveHealth health = new ArchiveHealth(loop);
            loop.start();
            try {
                house.accept(UP, ArchiveHouse.START, 1);
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    Health seen = health.health();
                    assertThat(seen).isNotNull();
                    assertThat(seen.getStatus()).isEqualTo(new Status("DEGRADED"));
                    assertThat(seen.getDetails()).containsEntry("archive", "The archive is away");
                });
                assertThat(house.meters
                                .counter("kaldrix.gateway.archive.failures")
                                .count())
                        .isPositive();

                house.objects.writesLeft = Integer.MAX_VALUE;
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    assertThat(house.keys()).hasSize(1);
                    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                    assertThat(house.meters
                                    .counter("kaldrix.gateway.archive.samples")
                                    .count())
                            .isEqualTo(1);
                });
            } finally {
                loop.stop();
            }
            assertThat(loop.isRunning()).isFalse();
        }
    }

    @Test
    void anErrorThatNobodyForeseesEndsNothing(@TempDir Path directory) {
        try (ArchiveHouse house = new ArchiveHouse(directory)) {
            house.maxRows(1);
            house.objects.defective = true;
            ArchiveLoop loop = house.loop();
            loop.start();
            try {
                house.accept(UP, ArchiveHouse.START, 1);
                await().atMost(Duration.ofSeconds(20)).until(() -> house.keys().size() == 1);
                assertThat(house.meters
                                .counter("kaldrix.gateway.archive.failures")
                                .count())
                        .isEqualTo(1);
            } finally {
                loop.stop();
            }
        }
    }

    @Test
    void withoutALocationThereIsNoArchive() {
        runner().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ArchiveLoop.class));
    }

    @Test
    void wrongPropertiesStopTheStartAndAreNamed() {
        runner().withPropertyValues("kaldrix.archive.location=ftp://x")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("no location of objects"));
        runner().withPropertyValues("kaldrix.archive.location=/tmp/x", "kaldrix.archive.roll-interval=2h")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("kaldrix.archive.roll-interval must be from 100ms to 1h, not PT2H"));
        runner().withPropertyValues("kaldrix.archive.location=/tmp/x", "kaldrix.archive.max-rows=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("kaldrix.archive.max-rows must be from 1 to 10000000, not 0"));
    }

    private static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withUserConfiguration(ArchiveConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(Identity.class, () -> new Identity(new Region("eu-west-1"), "test", 0, 1, false));
    }
}
