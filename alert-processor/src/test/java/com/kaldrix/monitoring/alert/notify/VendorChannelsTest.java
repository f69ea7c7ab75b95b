package com.kaldrix.monitoring.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.DiscordIntegration;
import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.OpsgenieIntegration;
import com.kaldrix.monitoring.alert.receiver.PushoverIntegration;
import com.kaldrix.monitoring.alert.receiver.TeamsIntegration;
import com.kaldrix.monitoring.alert.receiver.TelegramIntegration;
import com.kaldrix.monitoring.alert.receiver.Texts;
import com.kaldrix.monitoring.alert.receiver.VictorOpsIntegration;
import com.kaldrix.monitoring.alert.receiver.WeChatIntegration;
import com.kaldrix.monitoring.alert.receiver.WebexIntegration;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import com.kaldrix.monitoring.local.sink.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;

/** What each vendor beside the first ones gets, judged by its own rules, and what its answers mean. */
class VendorChannelsTest {
    private static final AnnotationConfigApplicationContext CONTEXT = new AnnotationConfigApplicationContext();
    private static final Map<Class<?>, Channel<?>> CHANNELS = new HashMap<>();
    private static Sinks sinks;

    /** The vendors, each with an integration for a token and some texts. */
    enum VendorCase {
        OPSGENIE(SinkName.OPSGENIE) {
            @Override
            Integration integration(String token, Texts texts) {
                return new OpsgenieIntegration(
                        new Secret(token),
                        sinks.vendor(SinkName.OPSGENIE) + "/",
                        texts,
                        Map.of("wiki", "https://wiki.example.com"),
                        List.of(Map.of("name", "core, network", "type", "teams"), Map.of("id", "1", "type", "user")),
                        HttpOptions.NONE,
                        new OpsgenieIntegration.Told(true, token.startsWith("following")));
            }
        },
        VICTOROPS(SinkName.VICTOROPS) {
            @Override
            Integration integration(String token, Texts texts) {
                return new VictorOpsIntegration(
                        new Secret(token),
                        sinks.vendor(SinkName.VICTOROPS) + "/",
                        "core team",
                        texts,
                        Map.of("wiki", "https://wiki.example.com"),
                        HttpOptions.NONE,
                        true);
            }
        },
        PUSHOVER(SinkName.PUSHOVER) {
            @Override
            Integration integration(String token, Texts texts) {
                return new PushoverIntegration(
                        new Secret("user-key-1"),
                        new Secret(token),
                        sinks.vendor(SinkName.PUSHOVER) + "/1/messages.json",
                        texts,
                        PushoverIntegration.Emergency.DEFAULT,
                        token.startsWith("mono")
                                ? PushoverIntegration.Markup.MONOSPACE
                                : PushoverIntegration.Markup.NONE,
                        HttpOptions.NONE,
                        true);
            }
        },
        WECHAT(SinkName.WECHAT) {
            @Override
            Integration integration(String token, Texts texts) {
                Map<String, String> all = new HashMap<>(texts.byKey());
                all.put("agent_id", "1000002");
                return new WeChatIntegration(
                        new Secret(token),
                        sinks.vendor(SinkName.WECHAT) + "/",
                        "corp-1",
                        new Texts(all),
                        false,
                        HttpOptions.NONE,
                        true);
            }
        },
        TELEGRAM(SinkName.TELEGRAM) {
            @Override
            Integration integration(String token, Texts texts) {
                return new TelegramIntegration(
                        new Secret("123456:" + token),
                        sinks.vendor(SinkName.TELEGRAM).toString(),
                        new TelegramIntegration.Chat(-1001234567890L, token.startsWith("topic") ? 7 : 0),
                        texts.get("message"),
                        "HTML",
                        false,
                        HttpOptions.NONE,
                        true);
            }
        },
        WEBEX(SinkName.WEBEX) {
            @Override
            Integration integration(String token, Texts texts) {
                return new WebexIntegration(
                        sinks.vendor(SinkName.WEBEX) + "/v1/messages",
                        "room-1",
                        texts.get("message"),
                        HttpOptions.of(new HttpAuthorization("Bearer", new Secret(token))),
                        true);
            }
        },
        TEAMS_CONNECTOR(SinkName.MSTEAMS) {
            @Override
            Integration integration(String token, Texts texts) {
                return teams("/webhookb2/" + token, false, texts);
            }
        },
        TEAMS_WORKFLOW(SinkName.MSTEAMS) {
            @Override
            Integration integration(String token, Texts texts) {
                return teams("/workflows/" + token, true, texts);
            }
        },
        DISCORD(SinkName.DISCORD) {
            @Override
            Integration integration(String token, Texts texts) {
                return new DiscordIntegration(
                        new Secret(sinks.vendor(SinkName.DISCORD) + "/api/webhooks/42/" + token),
                        texts,
                        HttpOptions.NONE,
                        true);
            }
        };

        private final SinkName sink;

        VendorCase(SinkName sink) {
            this.sink = sink;
        }

        abstract Integration integration(String token, Texts texts);

        private static Integration teams(String path, boolean workflow, Texts texts) {
            return new TeamsIntegration(
                    new Secret(sinks.vendor(SinkName.MSTEAMS) + path), workflow, texts, HttpOptions.NONE, true);
        }
    }

    @BeforeAll
    static void open() throws IOException {
        sinks = Sinks.start(0, 0);
        CONTEXT.registerBean(Clock.class, Clock::systemUTC);
        CONTEXT.scan(Stream.of(
                        "http", "opsgenie", "victorops", "pushover", "wechat", "telegram", "webex", "teams", "discord")
                .map(name -> HttpPoster.class.getPackageName().replace("http", name))
                .toArray(String[]::new));
        CONTEXT.refresh();
        CONTEXT.getBeansOfType(Channel.class).values().forEach(channel -> CHANNELS.put(channel.serves(), channel));
    }

    @AfterAll
    static void close() throws IOException {
        CONTEXT.close();
        sinks.close();
    }

    @AfterEach
    void behaveAgain() {
        for (VendorCase vendor : VendorCase.values()) {
            sinks.behave(vendor.sink);
            sinks.clear(vendor.sink);
        }
    }

    @SuppressWarnings("unchecked") // found under the class that it serves
    private static <I extends Integration> Outcome send(I integration, Notification notification) {
        return ((Channel<I>) Objects.requireNonNull(CHANNELS.get(integration.getClass())))
                .send(integration, notification, "");
    }

    private static Outcome send(VendorCase vendor, Notification notification, Map<String, String> texts) {
        return send(vendor.integration("token-1", new Texts(texts)), notification);
    }

    private static JsonNode last(VendorCase vendor) {
        Receipt receipt = sinks.receipts(vendor.sink).getLast();
        assertThat(receipt.verdict()).isInstanceOf(Verdict.Accepted.class);
        return receipt.body();
    }

    @ParameterizedTest
    @EnumSource
    void takesAllThatItIsToldOf(VendorCase vendor) {
        boolean pages = vendor.integration("t", Texts.NONE).pages();
        for (Kind kind : Kind.values()) {
            Outcome outcome = send(vendor, Samples.of(kind), Map.of());
            if (pages && kind == Kind.NOTICE) {
                assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
            } else {
                assertThat(outcome)
                        .as(kind + " " + sinks.receipts(vendor.sink).getLast())
                        .isEqualTo(Outcome.Delivered.PLAIN);
                assertThat(last(vendor).toString()).as("%s", kind).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysWithinTheVendorsLimits(VendorCase vendor) {
        String word = "größe 😀 <b>&amp;</b> [x](y) \"'`~*_|\\ ".repeat(200);
        AlertView wild = new AlertView(
                Labels.of("alertname", word, "pod", word, "odd name", word),
                Map.of("summary", word, "description", word),
                Samples.OPENED,
                null,
                Severity.P0,
                word,
                word,
                "https://example.com/" + "x".repeat(3000));
        List<AlertView> many =
                Stream.concat(Stream.of(wild, wild), Samples.many(300).stream()).toList();
        String[] notes = Stream.generate(() -> word).limit(30).toArray(String[]::new);
        assertThat(send(vendor, Samples.of(Kind.ESCALATED, many, notes), Map.of()))
                .as("%s", vendor)
                .isEqualTo(Outcome.Delivered.PLAIN);
        String[] keys = {
            "title",
            "message",
            "text",
            "summary",
            "content",
            "username",
            "description",
            "source",
            "tags",
            "note",
            "entity",
            "actions",
            "priority",
            "url",
            "url_title",
            "entity_display_name",
            "state_message",
            "monitoring_tool",
            "message_type"
        };
        Map<String, String> long1 = new HashMap<>();
        for (String key : keys) {
            long1.put(key, word.repeat(20) + ",a,b");
        }
        assertThat(send(vendor, Samples.of(Kind.OPENED, many, notes), long1))
                .as(() -> vendor + " " + sinks.receipts(vendor.sink).getLast())
                .isEqualTo(Outcome.Delivered.PLAIN);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongTokenIsRefusedForGoodAndQuotedNowhere(VendorCase vendor) {
        Outcome outcome = send(vendor.integration("wrong-secret-token", Texts.NONE), Samples.of(Kind.OPENED));
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcome.toString()).doesNotContain("wrong-secret-token");
    }

    @ParameterizedTest
    @EnumSource
    void answersMeanWhatTheyMean(VendorCase vendor) {
        sinks.misbehave(vendor.sink, Behaviour.status(503));
        assertThat(send(vendor, Samples.of(Kind.OPENED), Map.of())).isInstanceOf(Outcome.Unavailable.class);
        sinks.misbehave(vendor.sink, Behaviour.status(429));
        assertThat(send(vendor, Samples.of(Kind.OPENED), Map.of())).isInstanceOf(Outcome.RetryAfter.class);
        sinks.misbehave(vendor.sink, Behaviour.status(502));
        assertThat(send(vendor, Samples.of(Kind.OPENED), Map.of())).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void theWordsOfAnOpsgenieAlertFollowWhereThatIsWanted() {
        Integration following = VendorCase.OPSGENIE.integration("following-1", Texts.NONE);
        assertThat(send(following, Samples.of(Kind.CHANGED))).isEqualTo(Outcome.Delivered.PLAIN);
        List<Receipt> receipts = sinks.receipts(SinkName.OPSGENIE);
        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.verdict()).isInstanceOf(Verdict.Accepted.class));
        String alias = receipts.getFirst().body().get("alias").asString();
        assertThat(receipts.stream().map(Receipt::path))
                .containsExactly(
                        "/v2/alerts",
                        "/v2/alerts/" + alias + "/message?identifierType=alias",
                        "/v2/alerts/" + alias + "/description?identifierType=alias");
        assertThat(receipts.get(1).body().get("message"))
                .isEqualTo(receipts.getFirst().body().get("message"));
        assertThat(receipts.get(2).body().get("description"))
                .isEqualTo(receipts.getFirst().body().get("description"));
        sinks.clear(SinkName.OPSGENIE);
        sinks.misbehave(SinkName.OPSGENIE, Behaviour.status(503));
        assertThat(send(following, Samples.of(Kind.CHANGED))).isInstanceOf(Outcome.Unavailable.class);
        assertThat(sinks.receipts(SinkName.OPSGENIE)).hasSize(1);
        sinks.behave(SinkName.OPSGENIE);
        sinks.clear(SinkName.OPSGENIE);
        send(following, Samples.of(Kind.RESOLVED));
        assertThat(sinks.receipts(SinkName.OPSGENIE)).hasSize(1);
    }

    @Test
    void aMessageGoesToATopicOfAChatAndIsShownAsItIsWanted() {
        send(VendorCase.TELEGRAM.integration("topic-1", Texts.NONE), Samples.of(Kind.OPENED));
        assertThat(last(VendorCase.TELEGRAM).get("message_thread_id").asLong()).isEqualTo(7);
        send(VendorCase.TELEGRAM, Samples.of(Kind.OPENED), Map.of());
        assertThat(last(VendorCase.TELEGRAM).has("message_thread_id")).isFalse();
        send(VendorCase.PUSHOVER.integration("mono-1", new Texts(Map.of("message", "a  b"))), Samples.of(Kind.OPENED));
        assertThat(last(VendorCase.PUSHOVER).get("monospace").asString()).isEqualTo("1");
        assertThat(last(VendorCase.PUSHOVER).has("html")).isFalse();
    }

    @Test
    void anOpsgenieAlertIsClosedByTheAliasUnderWhichItWasOpened() {
        send(VendorCase.OPSGENIE, Samples.of(Kind.OPENED), Map.of());
        JsonNode opened = last(VendorCase.OPSGENIE);
        String alias = opened.get("alias").asString();
        assertThat(opened.get("priority").asString()).isEqualTo("P2");
        assertThat(opened.get("responders").toString())
                .isEqualTo("[{\"name\":\"core\",\"type\":\"team\"},{\"name\":\"network\",\"type\":\"team\"},"
                        + "{\"id\":\"1\",\"type\":\"user\"}]");
        send(VendorCase.OPSGENIE, Samples.of(Kind.RESOLVED), Map.of());
        assertThat(sinks.receipts(SinkName.OPSGENIE).getLast().path()).startsWith("/v2/alerts/" + alias + "/close");
        send(VendorCase.OPSGENIE, Samples.of(Kind.OPENED_AND_RESOLVED), Map.of());
        assertThat(sinks.receipts(SinkName.OPSGENIE)).hasSize(4);
    }

    @Test
    void victorOpsKnowsTheEndByItsEntity() {
        send(VendorCase.VICTOROPS, Samples.of(Kind.OPENED), Map.of());
        JsonNode opened = last(VendorCase.VICTOROPS);
        send(VendorCase.VICTOROPS, Samples.of(Kind.RESOLVED), Map.of());
        JsonNode closed = last(VendorCase.VICTOROPS);
        assertThat(opened.get("message_type").asString()).isEqualTo("CRITICAL");
        assertThat(closed.get("message_type").asString()).isEqualTo("RECOVERY");
        assertThat(closed.get("entity_id")).isEqualTo(opened.get("entity_id"));
    }

    @Test
    void pushoverRingsUntilSomebodyTakesAnOutage() {
        send(VendorCase.PUSHOVER, Samples.of(Kind.ESCALATED), Map.of());
        assertThat(last(VendorCase.PUSHOVER).get("priority").asString()).isEqualTo("2");
        assertThat(last(VendorCase.PUSHOVER).get("retry").asString()).isEqualTo("60");
        send(VendorCase.PUSHOVER, Samples.of(Kind.RESOLVED), Map.of());
        assertThat(last(VendorCase.PUSHOVER).get("priority").asString()).isEqualTo("0");
    }

    @Test
    void markupThatTelegramCannotReadIsLeftOut() {
        send(VendorCase.TELEGRAM, Samples.of(Kind.OPENED), Map.of("message", "<b>fine</b>"));
        assertThat(last(VendorCase.TELEGRAM).get("parse_mode").asString()).isEqualTo("HTML");
        Outcome outcome = send(VendorCase.TELEGRAM, Samples.of(Kind.OPENED), Map.of("message", "1 < 2"));
        assertThat(outcome).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(last(VendorCase.TELEGRAM).has("parse_mode")).isFalse();
    }

    @Test
    void whatTeamsSaysBehindAConnectorCounts() {
        Outcome outcome = send(
                new TeamsIntegration(
                        new Secret(sinks.vendor(SinkName.MSTEAMS) + "/webhookb2/throttled"),
                        false,
                        Texts.NONE,
                        HttpOptions.NONE,
                        true),
                Samples.of(Kind.OPENED));
        assertThat(outcome).isInstanceOf(Outcome.RetryAfter.class);
    }

    @Test
    void discordCallsNobodyByNameInOurWords() {
        send(VendorCase.DISCORD, Samples.of(Kind.OPENED), Map.of());
        assertThat(last(VendorCase.DISCORD).at("/allowed_mentions/parse").isEmpty())
                .isTrue();
        send(VendorCase.DISCORD, Samples.of(Kind.OPENED), Map.of("content", "@here"));
        assertThat(last(VendorCase.DISCORD).has("allowed_mentions")).isFalse();
    }

    @Test
    void whatAReaderMustSeeStandsAboveWordsOfTheConfiguration() {
        for (VendorCase vendor : VendorCase.values()) {
            Map<String, String> texts = Map.of(
                    "message",
                    "own words",
                    "text",
                    "own words",
                    "description",
                    "own words",
                    "state_message",
                    "own words");
            send(vendor, Samples.of(Kind.OPENED, List.of(Samples.firing("a")), "Sent here because of a test."), texts);
            assertThat(last(vendor).toString())
                    .as("%s", vendor)
                    .contains("own words")
                    .contains("Sent here because of a test.");
        }
    }
}
