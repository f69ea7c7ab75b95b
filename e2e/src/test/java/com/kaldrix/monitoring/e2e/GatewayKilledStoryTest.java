package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.bench.gateway.GatewayRounds;
import com.kaldrix.monitoring.bench.gateway.GatewayStage;
import com.kaldrix.monitoring.local.remotewrite.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway is killed at random moments while samples come in by remote write. */
class GatewayKilledStoryTest {
    private static final int KILLS = 3;

    @ParameterizedTest
    @EnumSource(Version.class)
    void whatWasAcknowledgedIsAtTheTargetAndInTheArchive(Version version) throws Exception {
        long seed = Packaged.seed("gateway killed, " + version);
        try (GatewayStage stage =
                GatewayStage.start(Packaged.root(), Packaged.emptyState("gateway-killed-" + version))) {
            GatewayRounds.Outcome outcome = new GatewayRounds(
                            stage, new GatewayRounds.Settings(KILLS, seed, version), System.out::println)
                    .run();

            assertThat(outcome.back()).hasSize(KILLS);
            assertThat(outcome.acknowledged()).isGreaterThan(80_000);
            assertThat(outcome.refused()).as("refused for good").isEmpty();
            assertThat(outcome.missingAtTarget())
                    .as("at the target, seed %d", seed)
                    .isEmpty();
            assertThat(outcome.missingInArchive())
                    .as("in the archive, seed %d", seed)
                    .isEmpty();
            assertThat(stage.target().series().keySet())
                    .filteredOn(labels -> labels.containsKey("validator"))
                    .allMatch(labels -> "us-east-1".equals(labels.get("region")));
        }
    }
}
