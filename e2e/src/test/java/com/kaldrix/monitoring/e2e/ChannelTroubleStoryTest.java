package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of channel is down, slow or asks for patience, and comes back. Each alert goes to one channel in trouble and to
 * one beside it that is well. The service's clock runs ten times as fast: a page has its two minutes in twelve seconds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelTroubleStoryTest {
    private static final Set<String> CHANNELS = new TreeSet<>(House.CHANNELS.keySet());
    private static final Duration ON_TIME = Duration.ofSeconds(5);
    private static final Duration FALLBACK = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String BESIDE = "/beside";
    private static final String SPARE = "/spare";

    private House house;
    private Stage stage;

    /** What is wrong with the channels. */
    enum Trouble {
        REFUSED {
            @Override
            void begin(House house) {
                house.leave();
            }

            @Override
            void end(House house) {
                house.comeBack();
            }
        },
        RESET {
            @Override
            void begin(House house) {
                house.misbehave(Behaviour.reset(), Behaviour.reset());
            }
        },
        UNAVAILABLE {
            @Override
            void begin(House house) {
                house.misbehave(Behaviour.status(503), Behaviour.status(421));
            }
        },
        TOO_MANY_REQUESTS {
            @Override
            void begin(House house) {
                house.misbehave(
                        Behaviour.status(429).retryAfter(Long.toString(PATIENCE.toSeconds())), Behaviour.status(451));
            }
        };

        abstract void begin(House house);

        void end(House house) {
            house.behave();
        }
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        house = new House();
        Ports ports = Ports.free();
        UnaryOperator<StackBuilder> configured = Stage.configuration("trouble", ports, routes(), RULES);
        stage = Stage.start(
                "trouble",
                ports,
                builder -> configured
                        .apply(builder.clockSpeed(10))
                        .environment(Stage.SERVICE, "KALDRIX_DELIVERY_RETRY_MOST", "4s"));
    }

    @AfterAll
    void end() {
        stage.close();
        house.close();
    }

    @ParameterizedTest
    @EnumSource
    void downAndBack(Trouble trouble) {
        String lasting = trouble + "-lasting";
        String passing = trouble + "-passing";
        trouble.begin(house);
        Instant begun = stage.clock().instant();
        for (String channel : CHANNELS) {
            fires(channel, lasting, "P2");
            fires(channel, passing, "P1");
            fires(channel, lasting, "P0");
        }
        await().atMost(ON_TIME)
                .untilAsserted(() -> assertThat(beside(trouble, false))
                        .as("told beside the channels in trouble")
                        .hasSize(3 * CHANNELS.size()));
        CHANNELS.forEach(channel -> ends(channel, passing, "P1"));
        await().atMost(ON_TIME)
                .untilAsserted(() -> assertThat(beside(trouble, true)).hasSize(CHANNELS.size()));

        await().atMost(FALLBACK.plus(ON_TIME))
                .untilAsserted(() ->
                        assertThat(spare(lasting)).as("pages at the fallback").hasSize(2 * (CHANNELS.size() - 1)));
        assertThat(spare(lasting)).allSatisfy(page -> {
            assertThat(page.text()).contains("Sent here because").contains("has not taken this page since");
            assertThat(Duration.between(begun, page.at())).isGreaterThan(FALLBACK.minus(Duration.ofSeconds(1)));
        });
        await().atMost(ON_TIME)
                .untilAsserted(() -> assertThat(besides("webhook", lasting))
                        .as("pages of the channel that has no fallback of its own, at another one that is up")
                        .hasSize(4));
        if (trouble == Trouble.TOO_MANY_REQUESTS) {
            assertPatience(begun);
        }

        trouble.end(house);
        for (String channel : CHANNELS) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(told(channel, trouble))
                            .as("told by %s after it was back", channel)
                            .hasSize(3));
        }
        for (String channel : CHANNELS) {
            assertThat(told(channel, trouble))
                    .as("told by %s after it was back", channel)
                    .satisfiesExactlyInAnyOrder(
                            page -> assertThat(page.headline()).contains("[P0]").contains(lasting),
                            page -> assertThat(page.headline()).contains("[P2]").contains(lasting),
                            page -> assertThat(page.headline())
                                    .contains("FIRED AND OVER")
                                    .contains(passing));
            List<String> severities = told(channel, trouble).stream()
                    .map(page -> page.headline().substring(0, 4))
                    .toList();
            assertThat(severities.indexOf("[P0]"))
                    .as("%s: %s", channel, severities)
                    .isLessThan(severities.indexOf("[P2]"));
        }
    }

    @Test
    void slowChannelsHoldUpNobodyAndTellOnce() {
        String slow = "SLOW-lasting";
        house.misbehave(Behaviour.slow(Duration.ofSeconds(8)), Behaviour.slow(Duration.ofSeconds(8)));
        CHANNELS.forEach(channel -> fires(channel, slow, "P0"));
        await().atMost(ON_TIME).untilAsserted(() -> assertThat(at(BESIDE, slow)).hasSize(CHANNELS.size()));
        for (String channel : CHANNELS) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(about(house.took(channel), slow))
                            .as(channel)
                            .hasSize(1));
        }
        house.behave();
        await().during(FALLBACK.plus(PATIENCE)).atMost(FALLBACK.plus(ON_TIME)).untilAsserted(() -> {
            for (String channel : CHANNELS) {
                assertThat(about(house.took(channel), slow)).as(channel).hasSize(1);
            }
            assertThat(spare(slow)).isEmpty();
        });
    }

    /** While a channel asks for patience, it is left alone for as long as it asked. */
    private void assertPatience(Instant begun) {
        for (SinkName sink : Set.of(SinkName.SLACK, SinkName.PAGERDUTY, SinkName.WEBHOOK)) {
            for (String path : paths(sink, begun)) {
                List<Instant> bursts = house.attempts(sink).stream()
                        .filter(receipt ->
                                receipt.path().equals(path) && receipt.time().isAfter(begun))
                        .map(Receipt::time)
                        .toList();
                for (int i = 1; i < bursts.size(); i++) {
                    Duration pause = Duration.between(bursts.get(i - 1), bursts.get(i));
                    assertThat(pause)
                            .as("between two attempts at %s", path)
                            .matches(
                                    gap -> gap.compareTo(Duration.ofSeconds(1)) < 0
                                            || gap.compareTo(PATIENCE.minus(Duration.ofMillis(200))) > 0,
                                    "is a burst or as long as was asked");
                }
                assertThat(bursts).as("attempts at %s", path).hasSizeBetween(2, 30);
            }
        }
    }

    private Set<String> paths(SinkName sink, Instant begun) {
        Set<String> paths = new TreeSet<>();
        house.attempts(sink).stream()
                .filter(receipt -> receipt.time().isAfter(begun))
                .forEach(receipt -> paths.add(receipt.path()));
        return paths;
    }

    private void fires(String channel, String name, String severity) {
        stage.topics()
                .publish(
                        Stage.HUB,
                        Signal.firing(name, severity, "validator")
                                .label("channel", channel)
                                .label("level", severity)
                                .at(stage.serviceTime()));
    }

    private void ends(String channel, String name, String severity) {
        stage.topics()
                .publish(
                        Stage.HUB,
                        Signal.over(name, severity, "validator")
                                .label("channel", channel)
                                .label("level", severity)
                                .at(stage.serviceTime()));
    }

    private List<Heard> told(String channel, Trouble trouble) {
        return about(house.took(channel), trouble + "-");
    }

    private List<Heard> beside(Trouble trouble, boolean over) {
        return at(BESIDE, trouble + "-").stream()
                .filter(page -> page.over() == over && !page.text().contains("Sent here because"))
                .toList();
    }

    private List<Heard> besides(String channel, String name) {
        return at(BESIDE, name).stream()
                .filter(page -> page.text().contains("\"channel\":\"" + channel + "\""))
                .toList();
    }

    private List<Heard> spare(String name) {
        return at(SPARE, name);
    }

    private List<Heard> at(String path, String name) {
        return about(Heard.at(stage.sinks(), SinkName.WEBHOOK), name).stream()
                .filter(page -> page.path().equals(path))
                .toList();
    }

    private static List<Heard> about(List<Heard> all, String name) {
        return all.stream().filter(page -> page.text().contains(name)).toList();
    }

    private static final String RULES = """
            fallbacks:
              - {receiver: slack, fallback: spare}
              - {receiver: slack-bot, fallback: spare}
              - {receiver: pagerduty, fallback: spare}
              - {receiver: mail, fallback: spare}
            """;

    private String routes() {
        return """
                global:
                  pagerduty_url: http://127.0.0.1:%1$d/pagerduty/v2/enqueue
                  smtp_smarthost: 127.0.0.1:%2$d
                  smtp_from: kaldrix@kaldrix.example
                  smtp_require_tls: false
                route:
                  receiver: spare
                  group_by: ['...']
                  group_wait: 0s
                  group_interval: 10s
                  repeat_interval: 4h
                  routes:
                    - {receiver: slack, matchers: [channel="slack"]}
                    - {receiver: slack-bot, matchers: [channel="slack-bot"]}
                    - {receiver: pagerduty, matchers: [channel="pagerduty"]}
                    - {receiver: mail, matchers: [channel="mail"]}
                    - {receiver: webhook, matchers: [channel="webhook"]}
                receivers:
                  - name: spare
                    webhook_configs: [{url: '${sinks}/webhook/spare'}]
                  - name: slack
                    slack_configs:
                      - api_url: http://127.0.0.1:%1$d/slack/services/T00000000/B00000000/house
                        send_resolved: true
                    webhook_configs: [{url: '${sinks}/webhook/beside'}]
                  - name: slack-bot
                    slack_configs:
                      - api_url: http://127.0.0.1:%1$d/slack/api/chat.postMessage
                        channel: C0123456789
                        send_resolved: true
                        http_config: {authorization: {credentials: local-bot-token}}
                    webhook_configs: [{url: '${sinks}/webhook/beside'}]
                  - name: pagerduty
                    pagerduty_configs:
                      - routing_key: local0kaldrix0house0integration0
                    webhook_configs: [{url: '${sinks}/webhook/beside'}]
                  - name: mail
                    email_configs: [{to: house@kaldrix.example, send_resolved: true}]
                    webhook_configs: [{url: '${sinks}/webhook/beside'}]
                  - name: webhook
                    webhook_configs:
                      - url: http://127.0.0.1:%1$d/webhook/house
                      - url: ${sinks}/webhook/beside
                """.formatted(house.port(), house.smtpPort());
    }
}
