package com.kaldrix.monitoring.metrics.forward.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricData;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricInbox.Reaction;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiFile;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.spool.Spool;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** With the real SDK against a CloudWatch that keeps AWS' rules. */
class CloudWatchPushTest {
    private static final KpiCatalogue CATALOGUE = KpiFile.shipped();

    @TempDir
    Path folder;

    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<MetricData> taken = new CopyOnWriteArrayList<>();
    private volatile int trouble;
    private LocalAws aws;
    private CloudWatchClient client;

    @BeforeEach
    void start() {
        aws = LocalAws.inMemory(0);
        aws.metricData((data, refusal) -> {
            if (trouble != 0) {
                return new Reaction(trouble, null, false);
            }
            if (refusal == null) {
                taken.add(data);
            }
            return Reaction.AS_JUDGED;
        });
        client = CloudWatchClient.builder()
                .endpointOverride(aws.endpoint())
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .overrideConfiguration(override -> override.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        aws.close();
    }

    private CloudWatchPush push(boolean hub, int ordinal) {
        return new CloudWatchPush(
                CATALOGUE,
                new Identity(new Region("us-east-1"), "test", ordinal, 2, hub),
                new Spool(folder.resolve("cloudwatch"), 100, () -> {}),
                new CloudWatchMetrics(client, "KALDRIX", registry),
                Duration.ofSeconds(10),
                new SettableClock(now));
    }

    private KpiWindow window(int number) {
        Map<String, Outcome> pushed = new HashMap<>();
        CATALOGUE.kpis().forEach(kpi -> pushed.put(kpi.name(), new Outcome.Value(number)));
        pushed.put("block_height", new Outcome.NoData("nothing"));
        Instant start = now.minusSeconds(1000 - 10L * number);
        return new KpiWindow(
                start,
                start.plusSeconds(10),
                Map.of(),
                Map.of("us-east-1", pushed, "us-west-2", pushed, "global", pushed),
                Set.of(),
                false);
    }

    private List<MetricData.Datum> data() {
        return taken.stream().flatMap(call -> call.data().stream()).toList();
    }

    @Test
    void kpisGoUnderTheirNamesWithTheirRegion() {
        CloudWatchPush push = push(true, 0);
        push.window(window(3));

        assertThat(push.push()).isTrue();

        assertThat(taken).allSatisfy(call -> {
            assertThat(call.namespace()).isEqualTo("KALDRIX");
            assertThat(call.region()).isEqualTo("us-east-1");
        });
        assertThat(data()).hasSize(2 * (CATALOGUE.kpis().size() - 1));
        assertThat(data()).noneMatch(datum -> datum.name().equals("BlockHeight"));
        assertThat(data().stream().map(MetricData.Datum::dimensions).distinct())
                .containsExactlyInAnyOrder(Map.of("Region", "us-east-1"), Map.of("Region", "global"));
        assertThat(data().stream().filter(datum -> datum.name().equals("TransactionRate")))
                .allSatisfy(datum -> assertThat(datum.unit()).isEqualTo("Count"));
    }

    @Test
    void aRegionPushesItselfAlone() {
        CloudWatchPush push = push(false, 0);
        push.window(window(1));
        push.push();
        assertThat(data().stream().map(MetricData.Datum::dimensions).distinct())
                .containsExactly(Map.of("Region", "us-east-1"));

        taken.clear();
        CloudWatchPush second = push(false, 1);
        second.window(window(1));
        second.push();

        assertThat(taken).as("sums would count double").isEmpty();
    }

    @Test
    void manyWindowsGoInRequestsOfAtMostAThousand() {
        CloudWatchPush push = push(true, 0);
        for (int i = 0; i < 60; i++) {
            push.window(window(i));
        }

        assertThat(push.push()).isTrue();

        assertThat(taken)
                .hasSizeGreaterThan(1)
                .allSatisfy(call -> assertThat(call.data()).hasSizeLessThanOrEqualTo(1000));
        assertThat(data()).hasSize(60 * 2 * (CATALOGUE.kpis().size() - 1));
    }

    @Test
    void whileCloudWatchIsAwayTheyWaitOnTheDisk() {
        CloudWatchPush push = push(false, 0);
        push.window(window(1));
        for (int status : new int[] {500, 503, 429}) {
            trouble = status;
            assertThat(push.push()).isFalse();
        }
        aws.pause();
        assertThat(push.push()).isFalse();
        aws.resume();
        trouble = 0;
        assertThat(taken).isEmpty();

        CloudWatchPush afterRestart = push(false, 0);
        assertThat(afterRestart.push()).isTrue();

        assertThat(data()).hasSize(CATALOGUE.kpis().size() - 1);
        assertThat(registry.counter("kaldrix.gateway.cloudwatch.metrics", "outcome", "taken")
                        .count())
                .isEqualTo(CATALOGUE.kpis().size() - 1);
    }

    @Test
    void whatCloudWatchRefusesForGoodHoldsUpNothing() {
        CloudWatchPush push = push(false, 0);
        push.window(window(1));
        trouble = 400;

        assertThat(push.push()).isTrue();

        trouble = 0;
        push.window(window(2));
        assertThat(push.push()).isTrue();
        assertThat(data())
                .allSatisfy(datum ->
                        assertThat(datum.timestamp()).isEqualTo(window(2).start()));
        assertThat(registry.counter("kaldrix.gateway.cloudwatch.metrics", "outcome", "refused")
                        .count())
                .isPositive();
    }
}
