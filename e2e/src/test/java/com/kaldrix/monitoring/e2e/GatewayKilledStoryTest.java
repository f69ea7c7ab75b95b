package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.remotewrite.LoadSender;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.supervise.ServiceProcess;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway is killed at random moments while samples come in by remote write. */
class GatewayKilledStoryTest {
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @ParameterizedTest
    @EnumSource(Version.class)
    void whatWasAcknowledgedReachesTheTarget(Version version) throws Exception {
        long seed = Packaged.seed("gateway killed, " + version);
        Random random = new Random(seed);
        try (GatewayStage stage = GatewayStage.start("gateway-killed-" + version);
                LoadSender sender = stage.load(2_000, version)) {
            ServiceProcess gateway = stage.gateway();
            sender.start(Integer.MAX_VALUE, Duration.ofMillis(100));
            for (int kill = 1; kill <= KILLS; kill++) {
                long before = sender.acknowledged().samples();
                int more = 20_000 + random.nextInt(20_000);
                await("load after kill " + (kill - 1))
                        .atMost(PATIENCE)
                        .until(() -> sender.acknowledged().samples() > before + more);
                gateway.kill();
                int starts = kill + 1;
                await("start after kill " + kill)
                        .atMost(PATIENCE)
                        .until(() -> gateway.starts() >= starts && gateway.isReady());
            }
            long last = sender.acknowledged().samples();
            await().atMost(PATIENCE).until(() -> sender.acknowledged().samples() > last + 20_000);
            sender.stop();

            assertThat(sender.refused()).as("refused for good").isEmpty();
            await("all that was acknowledged, seed " + seed)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sender.acknowledged().missingAt(stage.target(), 5))
                            .isEmpty());
            assertThat(stage.target().series().keySet())
                    .filteredOn(labels -> labels.containsKey("validator"))
                    .allMatch(labels -> "us-east-1".equals(labels.get("region")));
        }
    }
}
