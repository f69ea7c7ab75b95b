package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.bench.gateway.GatewayStage;
import com.kaldrix.monitoring.local.remotewrite.LoadSender;
import com.kaldrix.monitoring.local.remotewrite.RecordedSeries;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.sink.Behaviour;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The target that a gateway forwards to is away, then overloaded, then well. */
class TargetAwayStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void samplesAreTakenAllTheTimeAndArriveInOrderOnceTheTargetIsBack() throws Exception {
        try (GatewayStage stage = GatewayStage.start(Packaged.root(), Packaged.emptyState("target-away"));
                LoadSender sender = stage.load(1_000, Version.V1)) {
            sender.start(100, Duration.ofMillis(100));
            await().atMost(PATIENCE).until(() -> stage.target().samples() > 5_000);

            stage.target().leave();
            long when = sender.acknowledged().samples();
            await("samples taken while the target is away")
                    .atMost(PATIENCE)
                    .until(() -> sender.acknowledged().samples() > when + 20_000);
            assertThat(stage.gateway().isReady()).isTrue();
            stage.target().misbehave(Behaviour.status(503).retryAfter("1").times(3));
            stage.target().comeBack();
            assertThat(sender.await(PATIENCE)).isTrue();

            assertThat(sender.acknowledged().samples()).isEqualTo(100_000);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    sender.acknowledged().missing(stage.target().arrived(), 5))
                            .isEmpty());
            assertThat(stage.target().refused()).isEqualTo(3);
            assertThat(stage.target().series().values())
                    .as("a batch may come again as a whole; within what is new, order is kept")
                    .allMatch(TargetAwayStoryTest::grows);
        }
    }

    /** Whether each sample that had not come before is younger than all that had. */
    private static boolean grows(RecordedSeries series) {
        long newest = Long.MIN_VALUE;
        java.util.Set<Long> seen = new java.util.HashSet<>();
        for (var sample : series.samples()) {
            if (seen.add(sample.timestamp())) {
                if (sample.timestamp() < newest) {
                    return false;
                }
                newest = sample.timestamp();
            }
        }
        return true;
    }
}
