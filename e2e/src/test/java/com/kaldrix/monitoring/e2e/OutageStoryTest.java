package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.e2e.SharedStages.On;
import com.kaldrix.monitoring.e2e.SharedStages.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The database, SQS and SNS, or all replicas are away for a while under load. */
@On(Setting.TWO_REPLICAS)
class OutageStoryTest {
    private static final String READINESS = "/actuator/health/readiness";

    @Test
    void theDatabaseIsAwayForAMinute(Stage stage) throws InterruptedException {
        try (Pressure pressure = Pressure.on(stage, "database", 50)) {
            pressure.goOnFor(200);
            long stopped = System.nanoTime();
            stage.stack().postgres().stop();
            try {
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(readiness(stage)).containsOnly(503));
                await().pollInterval(Duration.ofSeconds(2))
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> {
                            assertThat(readiness(stage)).containsOnly(503);
                            return System.nanoTime() - stopped
                                    >= Duration.ofSeconds(60).toNanos();
                        });
            } finally {
                stage.stack().postgres().start();
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(readiness(stage)).containsOnly(200));
            pressure.goOnFor(100);
            pressure.reckonUp();
        }
    }

    @Test
    void sqsAndSnsAreAwayForAWhile(Stage stage) throws InterruptedException {
        try (Pressure pressure = Pressure.on(stage, "aws", 50)) {
            pressure.goOnFor(200);
            stage.stack().aws().pause();
            long stopped = System.nanoTime();
            try {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> System.nanoTime() - stopped
                                >= Duration.ofSeconds(12).toNanos());
            } finally {
                stage.stack().aws().resume();
            }
            pressure.goOnFor(200);
            pressure.reckonUp();
        }
    }

    @Test
    void allReplicasStopInOrderAndComeBack(Stage stage) throws InterruptedException {
        try (Pressure pressure = Pressure.on(stage, "stop", 100)) {
            pressure.goOnFor(500);
            var codes = pressure.replicas().stopAll(Duration.ofSeconds(25));
            pressure.goOnFor(200);
            for (String name : pressure.replicas().names()) {
                pressure.replicas().restart(name);
            }
            assertThat(codes)
                    .as("exit codes after SIGTERM")
                    .containsOnlyKeys(pressure.replicas().names())
                    .allSatisfy((name, code) -> assertThat(code).as(name).isZero());
            pressure.goOnFor(200);
            pressure.reckonUp();
        }
    }

    private static List<Integer> readiness(Stage stage) {
        return Stream.of("alert-processor", "alert-processor-2")
                .map(replica -> stage.get(replica, READINESS).statusCode())
                .toList();
    }
}
