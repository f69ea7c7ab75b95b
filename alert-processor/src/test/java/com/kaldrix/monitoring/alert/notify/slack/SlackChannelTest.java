package com.kaldrix.monitoring.alert.notify.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SlackChannelTest {
    private static final String HOOK = "/services/T0123456/B0123456/hooksecret0123456";
    private static final String POST = "/api/chat.postMessage";
    private static final String UPDATE = "/api/chat.update";
    private static final String TOLD = "C42/1700000000.000100/P1/2";

    @RegisterExtension
    static final WireMockExtension SLACK = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final SlackChannel channel = new SlackChannel(new HttpPoster(Clock.systemUTC()), false);

    private Outcome webhook(Kind kind) {
        SlackIntegration integration = new SlackIntegration(
                new Secret(SLACK.url(HOOK)), "", SlackIntegration.Look.DEFAULT, HttpOptions.NONE, true);
        return channel.send(integration, Samples.of(kind), "");
    }

    private Outcome bot(Notification notification, String earlier) {
        SlackIntegration integration = new SlackIntegration(
                new Secret(SLACK.url(POST)),
                "#alerts",
                SlackIntegration.Look.DEFAULT,
                HttpOptions.of(new HttpAuthorization("Bearer", new Secret("xoxb-secret-token"))),
                true);
        return channel.send(integration, notification, earlier);
    }

    private static void answers(String path, ResponseDefinitionBuilder response) {
        SLACK.stubFor(post(path).willReturn(response));
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse().withStatus(200).withBody(body);
    }

    private static void takesAll() {
        answers(POST, json("{\"ok\":true,\"channel\":\"C42\",\"ts\":\"1700000099.000200\"}"));
        answers(UPDATE, json("{\"ok\":true,\"channel\":\"C42\",\"ts\":\"1700000000.000100\"}"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aWebhookAlwaysGetsANewMessage(Kind kind) {
        answers(HOOK, aResponse().withStatus(200).withBody("ok"));
        assertThat(webhook(kind)).isEqualTo(Outcome.Delivered.PLAIN);
        SLACK.verify(1, postRequestedFor(urlEqualTo(HOOK)));
    }

    @ParameterizedTest
    @CsvSource({
        "200, ok, Delivered",
        "200, '', Delivered",
        "200, '{\"ok\":true}', Delivered",
        "200, '{\"ok\":false,\"error\":\"channel_not_found\"}', Rejected",
        "200, invalid_token, Rejected",
        "200, <html>sign in</html>, Rejected",
        "400, invalid_token, Rejected",
        "403, action_prohibited, Rejected",
        "404, no_service, Rejected",
        "410, channel_is_archived, Rejected",
        "429, rate_limited, RetryAfter",
        "500, rollup_error, Unavailable",
        "502, bad gateway, Unknown",
        "503, , Unavailable"
    })
    void aWebhooksAnswerMeans(int status, String body, String outcome) {
        answers(HOOK, aResponse().withStatus(status).withBody(body));
        assertThat(webhook(Kind.OPENED).getClass().getSimpleName()).isEqualTo(outcome);
        SLACK.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void noReasonQuotesTheWebhook() {
        answers(HOOK, aResponse().withStatus(404).withBody("no such path " + HOOK));
        assertThat(webhook(Kind.OPENED)).isEqualTo(new Outcome.Rejected("Slack answered 404: no such path <secret>"));
        answers(HOOK, aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(webhook(Kind.OPENED).toString()).doesNotContain("hooksecret");
    }

    @Test
    void blocksThatSlackRefusesAreLeftOutAndTheWordsArrive() {
        answers(HOOK, aResponse().withStatus(400).withBody("invalid_blocks"));
        SLACK.stubFor(post(HOOK)
                .withRequestBody(matchingJsonPath("$[?(!(@.blocks))]"))
                .willReturn(aResponse().withStatus(200).withBody("ok")));
        assertThat(webhook(Kind.OPENED)).isEqualTo(Outcome.Delivered.PLAIN);
        SLACK.verify(2, postRequestedFor(urlEqualTo(HOOK)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"OPENED", "OPENED_AND_RESOLVED", "TEST"})
    void aBotPostsWhatIsNewAndRemembersWhere(Kind kind) {
        takesAll();
        int firing = Samples.of(kind).firing().size();
        assertThat(bot(Samples.of(kind), "")).isEqualTo(new Outcome.Delivered("C42/1700000099.000200/P1/" + firing));
        SLACK.verify(
                1,
                postRequestedFor(urlEqualTo(POST))
                        .withHeader("Authorization", equalTo("Bearer xoxb-secret-token"))
                        .withRequestBody(matchingJsonPath("$.channel", equalTo("#alerts"))));
        SLACK.verify(0, postRequestedFor(urlEqualTo(UPDATE)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CHANGED", "RESOLVED"})
    void aBotEditsWhatHasChangedOrIsOver(Kind kind) {
        takesAll();
        assertThat(bot(Samples.of(kind), TOLD)).isEqualTo(new Outcome.Delivered(TOLD));
        SLACK.verify(
                1,
                postRequestedFor(urlEqualTo(UPDATE))
                        .withRequestBody(matchingJsonPath("$.channel", equalTo("C42")))
                        .withRequestBody(matchingJsonPath("$.ts", equalTo("1700000000.000100"))));
        SLACK.verify(0, postRequestedFor(urlEqualTo(POST)));
    }

    @Test
    void aChangeForTheWorseCallsTheChannelToo() {
        takesAll();
        Notification worse = Samples.of(Kind.CHANGED, Samples.incident(Severity.P0, null), Samples.many(2));
        assertThat(bot(worse, TOLD)).isEqualTo(new Outcome.Delivered("C42/1700000000.000100/P0/2"));
        Notification more = Samples.of(Kind.CHANGED, Samples.many(3));
        assertThat(bot(more, TOLD)).isEqualTo(new Outcome.Delivered("C42/1700000000.000100/P1/3"));
        SLACK.verify(2, postRequestedFor(urlEqualTo(UPDATE)));
        SLACK.verify(
                2,
                postRequestedFor(urlEqualTo(POST))
                        .withRequestBody(matchingJsonPath("$.thread_ts", equalTo("1700000000.000100")))
                        .withRequestBody(matchingJsonPath("$.reply_broadcast", equalTo("true"))));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"REPEATED", "ESCALATED"})
    void anEditWouldCallNobodySoABotAnswersInTheThreadForAllToSee(Kind kind) {
        takesAll();
        assertThat(bot(Samples.of(kind), TOLD)).isInstanceOf(Outcome.Delivered.class);
        SLACK.verify(
                1,
                postRequestedFor(urlEqualTo(POST))
                        .withRequestBody(matchingJsonPath("$.channel", equalTo("C42")))
                        .withRequestBody(matchingJsonPath("$.thread_ts", equalTo("1700000000.000100")))
                        .withRequestBody(matchingJsonPath("$.reply_broadcast", equalTo("true"))));
        SLACK.verify(0, postRequestedFor(urlEqualTo(UPDATE)));
    }

    @ParameterizedTest
    @CsvSource({"CHANGED", "REPEATED", "ESCALATED", "RESOLVED"})
    void withoutAnEarlierMessageABotPosts(Kind kind) {
        takesAll();
        for (String earlier : List.of("", "nonsense", "C42/xyz/P1/2")) {
            assertThat(bot(Samples.of(kind), earlier)).isInstanceOf(Outcome.Delivered.class);
        }
        SLACK.verify(3, postRequestedFor(urlEqualTo(POST)));
        SLACK.verify(0, postRequestedFor(urlEqualTo(UPDATE)));
    }

    @ParameterizedTest
    @CsvSource({"message_not_found", "cant_update_message", "edit_window_closed"})
    void aMessageThatCannotBeEditedIsPostedAnew(String error) {
        takesAll();
        answers(UPDATE, json("{\"ok\":false,\"error\":\"" + error + "\"}"));
        assertThat(bot(Samples.of(Kind.RESOLVED), TOLD)).isEqualTo(new Outcome.Delivered("C42/1700000099.000200/P1/0"));
        SLACK.verify(
                1,
                postRequestedFor(urlEqualTo(POST))
                        .withRequestBody(matchingJsonPath("$.channel", equalTo("#alerts")))
                        .withRequestBody(containing("RESOLVED")));
    }

    @ParameterizedTest
    @CsvSource({
        "ratelimited, RetryAfter",
        "invalid_auth, Rejected",
        "not_authed, Rejected",
        "token_revoked, Rejected",
        "account_inactive, Rejected",
        "channel_not_found, Rejected",
        "not_in_channel, Rejected",
        "is_archived, Rejected",
        "missing_scope, Rejected",
        "service_unavailable, Unavailable",
        "request_timeout, Unavailable",
        "fatal_error, Unknown",
        "internal_error, Unknown"
    })
    void theWebApisErrorMeans(String error, String outcome) {
        answers(POST, json("{\"ok\":false,\"error\":\"" + error + "\"}"));
        Outcome result = bot(Samples.of(Kind.OPENED), "");
        assertThat(result.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(result.toString()).contains(error).doesNotContain("xoxb");
        SLACK.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void honoursTheWebApisRetryAfter() {
        answers(
                POST,
                aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", "30")
                        .withBody("{\"ok\":false,\"error\":\"ratelimited\"}"));
        assertThat(bot(Samples.of(Kind.OPENED), ""))
                .isEqualTo(new Outcome.RetryAfter(Duration.ofSeconds(30), "Slack answered 429: ratelimited"));
    }

    @Test
    void anAnswerThatCannotBeReadIsUnknown() {
        answers(POST, aResponse().withStatus(200).withBody("{\"ok\":tr"));
        assertThat(bot(Samples.of(Kind.OPENED), "")).isInstanceOf(Outcome.Unknown.class);
        answers(POST, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(bot(Samples.of(Kind.OPENED), "")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aCallThatFailsAfterItsEditIsReportedSoThatAllIsDoneAgain() {
        takesAll();
        answers(POST, aResponse().withStatus(500));
        Notification worse = Samples.of(Kind.CHANGED, Samples.incident(Severity.P0, null), Samples.many(2));
        assertThat(bot(worse, TOLD)).isInstanceOf(Outcome.Unavailable.class);
    }
}
