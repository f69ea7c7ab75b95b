package com.kaldrix.monitoring.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.demo.Message.Kind;
import com.kaldrix.monitoring.local.fleet.Fleet;
import com.kaldrix.monitoring.local.fleet.FleetPlan;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NightTest {
    private static final List<Expectation> EXPECTATIONS = Night.expectations();

    @Test
    void everythingHappensInOrderAndBetweenBeginningAndEnd() throws IOException {
        StoryClock clock = new StoryClock(Clock.systemUTC(), Instant.EPOCH, Instant.EPOCH, 60);
        try (Sinks sinks = Sinks.start(0, 0);
                ServiceClient service = new ServiceClient(URI.create("http://127.0.0.1:1"), "token");
                Fleet fleet = new Fleet(FleetPlan.of(List.of("us-east-1")), Clock.systemUTC());
                CloudWatch nothing = new CloudWatch(URI.create("http://127.0.0.1:1"), Map.of(), Instant::now)) {
            Prometheus prometheus = new Prometheus(service, Instant::now);
            Metrics metrics = new Metrics(
                    fleet, service, new KpiBoard(List.of("us-east-1")), Screen.onTerminal(), Clock.systemUTC());
            List<Duration> times =
                    Night.events(new Stage(nothing, prometheus, service, sinks, new MessageReader(clock), metrics))
                            .stream()
                            .map(Event::at)
                            .toList();
            assertThat(times).isSorted().allMatch(time -> time.compareTo(Night.BEGIN) >= 0);
            assertThat(times.getLast()).isLessThan(Night.END);
        }
    }

    @Test
    void whoeverReactsIsToldAtSlack() throws IOException {
        StoryClock clock = new StoryClock(Clock.systemUTC(), Instant.EPOCH, Instant.EPOCH, 60);
        try (Sinks sinks = Sinks.start(0, 0);
                ServiceClient service = new ServiceClient(URI.create("http://127.0.0.1:1"), "token");
                Fleet fleet = new Fleet(FleetPlan.of(List.of("us-east-1")), Clock.systemUTC());
                CloudWatch nothing = new CloudWatch(URI.create("http://127.0.0.1:1"), Map.of(), Instant::now)) {
            Metrics metrics = new Metrics(
                    fleet, service, new KpiBoard(List.of("us-east-1")), Screen.onTerminal(), Clock.systemUTC());
            Stage stage = new Stage(
                    nothing, new Prometheus(service, Instant::now), service, sinks, new MessageReader(clock), metrics);
            assertThat(Night.reactions(stage))
                    .hasSize(5)
                    .allSatisfy(reaction -> assertThat(EXPECTATIONS)
                            .anyMatch(one -> one.subject().equals(reaction.subject())
                                    && one.kind() == Kind.PAGE
                                    && one.place() == Place.SLACK));
        }
    }

    @Test
    void noWindowIsEmptyOrReachesBeyondTheEnd() {
        assertThat(EXPECTATIONS).allSatisfy(one -> {
            assertThat(one.window().from()).isLessThan(one.window().to());
            assertThat(one.window().to()).isLessThan(Night.END);
        });
    }

    /** Otherwise one message could stand for two, and what is missing would go unseen. */
    @Test
    void noTwoExpectationsMeanTheSameMessage() {
        assertThat(EXPECTATIONS.stream()
                        .map(one -> Stream.of(one.subject(), one.kind(), one.receiver(), one.place())
                                .toList()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whereSomethingFiresItIsOverOnce() {
        List<Kind> firing = List.of(Kind.PAGE, Kind.ESCALATED, Kind.FALLBACK);
        assertThat(told(List.of(Kind.OVER)).toList())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(told(firing).distinct().toList());
    }

    /** A channel of people, or one incident at PagerDuty. */
    private static Stream<List<Object>> told(List<Kind> kinds) {
        return EXPECTATIONS.stream()
                .filter(one -> kinds.contains(one.kind()))
                .map(one -> List.of(one.subject(), one.place(), one.place() == Place.PAGERDUTY ? one.receiver() : ""));
    }

    @Test
    void recordedAlarmsAreWhatTheyAreCalled() throws IOException {
        for (RecordedAlarm alarm : List.of(
                RecordedAlarm.NETWORK_PARTITION, RecordedAlarm.STORAGE_FORECAST, RecordedAlarm.GATEWAY_LATENCY)) {
            var notification = CloudWatch.notification(alarm, Instant.parse("2026-03-02T03:00:00.5Z"));
            assertThat(notification.path("AlarmName").asString()).isEqualTo(alarm.name());
            assertThat(notification.path("AlarmArn").asString())
                    .isEqualTo("arn:aws:cloudwatch:" + alarm.region() + ":123456789012:alarm:" + alarm.name());
            assertThat(notification.path("NewStateValue").asString()).isEqualTo("ALARM");
            assertThat(notification.path("StateChangeTime").asString()).isEqualTo("2026-03-02T03:00:00.500+0000");
        }
    }
}
