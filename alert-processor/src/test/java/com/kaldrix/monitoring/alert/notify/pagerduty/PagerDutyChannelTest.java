package com.kaldrix.monitoring.alert.notify.pagerduty;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Golden;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.Wild;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration.Look;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.severity.Severity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagerDutyChannelTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @RegisterExtension
    static final WireMockExtension PAGER_DUTY = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final PagerDutyChannel channel = new PagerDutyChannel(new HttpPoster(Clock.systemUTC()));

    private static PagerDutyIntegration integration(Map<String, String> details, boolean sendResolved) {
        return new PagerDutyIntegration(
                new Secret(KEY), URI.create(PAGER_DUTY.url("/v2/enqueue")), Look.DEFAULT, details, sendResolved);
    }

    private Outcome send(Notification notification) {
        return channel.send(integration(Map.of("team", "core"), true), notification, "");
    }

    private static PagerDutyEvent event(Notification notification, Map<String, String> details) {
        return new PagerDutyEvent(
                new PagerDutyIntegration(new Secret(KEY), URI.create("http://localhost/"), Look.DEFAULT, details, true),
                notification);
    }

    private static void answers(ResponseDefinitionBuilder response) {
        PAGER_DUTY.stubFor(post(anyUrl()).willReturn(response));
    }

    private static void takesAll() {
        answers(aResponse().withStatus(202).withBody("{\"status\":\"success\"}"));
    }

    /** What was sent, oldest first. */
    private static List<JsonNode> sent() {
        return PAGER_DUTY.getAllServeEvents().reversed().stream()
                .map(ServeEvent::getRequest)
                .map(request -> JsonMapper.shared().readTree(request.getBodyAsString()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"OPENED", "CHANGED", "REPEATED", "ESCALATED", "TEST"})
    void triggersWhatIsOpen(Kind kind) {
        takesAll();
        assertThat(send(Samples.of(kind))).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sent()).hasSize(1);
        Golden.json(
                "pagerduty-" + kind.name().toLowerCase(Locale.ROOT) + ".json",
                sent().getFirst().toString());
    }

    @Test
    void resolvesWhatIsOver() {
        takesAll();
        assertThat(send(Samples.of(Kind.RESOLVED))).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sent()).hasSize(1);
        Golden.json("pagerduty-resolved.json", sent().getFirst().toString());
    }

    @Test
    void triggersAndResolvesWhatWasOverBeforeItCouldBeTold() {
        takesAll();
        assertThat(send(Samples.of(Kind.OPENED_AND_RESOLVED))).isEqualTo(Outcome.Delivered.PLAIN);
        assertThat(sent().stream().map(event -> event.path("event_action").asString()))
                .containsExactly("trigger", "resolve");
        assertThat(sent().stream()
                        .map(event -> event.path("dedup_key").asString())
                        .distinct())
                .containsExactly("incident-" + Samples.INCIDENT);
    }

    @Test
    void onlyTriggersItWhereTheEndIsNotToBeTold() {
        takesAll();
        channel.send(integration(Map.of(), false), Samples.of(Kind.OPENED_AND_RESOLVED), "");
        assertThat(sent().stream().map(event -> event.path("event_action").asString()))
                .containsExactly("trigger");
    }

    @Test
    void aTriggerThatFailsIsNotFollowedByItsResolve() {
        answers(aResponse().withStatus(500));
        assertThat(send(Samples.of(Kind.OPENED_AND_RESOLVED))).isInstanceOf(Outcome.Unavailable.class);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aResolveThatFailsFailsTheWhole() {
        takesAll();
        PAGER_DUTY.stubFor(post(anyUrl())
                .withRequestBody(matchingJsonPath("$[?(@.event_action == 'resolve')]"))
                .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(send(Samples.of(Kind.OPENED_AND_RESOLVED))).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"P0, critical", "P1, error", "P2, warning", "P3, info"})
    void severityIsPagerDutysOwn(Severity severity, String word) {
        Notification notification = Samples.of(Kind.OPENED, Samples.incident(severity, null), Samples.many(1));
        JsonNode event =
                JsonMapper.shared().readTree(event(notification, Map.of()).trigger());
        assertThat(event.at("/payload/severity").asString()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Rejected",
        "403, Rejected",
        "404, Rejected",
        "408, Unavailable",
        "429, RetryAfter",
        "500, Unavailable",
        "502, Unknown",
        "503, Unavailable"
    })
    void statusMeans(int status, String outcome) {
        answers(aResponse().withStatus(status));
        assertThat(send(Samples.of(Kind.OPENED)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void saysPagerDutysOwnErrorsWithoutTheKey() {
        answers(aResponse()
                .withStatus(400)
                .withBody("{\"status\":\"invalid event\",\"message\":\"Event object is invalid\","
                        + "\"errors\":[\"'routing_key' " + KEY + " is unknown\",\"'payload.source' is blank\"]}"));
        assertThat(send(Samples.of(Kind.OPENED)))
                .isEqualTo(new Outcome.Rejected(
                        "PagerDuty answered 400: 'routing_key' <secret> is unknown;" + " 'payload.source' is blank"));
    }

    @Test
    void detailsThatPagerDutyRefusesAreLeftOutAndThePageArrives() {
        takesAll();
        PAGER_DUTY.stubFor(post(anyUrl())
                .withRequestBody(matchingJsonPath("$.payload.custom_details"))
                .willReturn(aResponse().withStatus(400)));
        assertThat(send(Samples.of(Kind.OPENED))).isEqualTo(Outcome.Delivered.PLAIN);
        PAGER_DUTY.verify(2, postRequestedFor(anyUrl()));
    }

    @Test
    void honoursRetryAfter() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "12"));
        assertThat(send(Samples.of(Kind.OPENED)))
                .isEqualTo(new Outcome.RetryAfter(Duration.ofSeconds(12), "PagerDuty answered 429"));
    }

    @Test
    void anEventThatWouldBeTooLargeLosesDetailsInOrder() {
        AlertView huge = new AlertView(
                Samples.firing("a").labels(),
                Map.of("summary", "語".repeat(5000), "description", "漢".repeat(5000)),
                Samples.OPENED,
                null,
                Severity.P1,
                "eu-west-1",
                "gateway",
                "");
        List<AlertView> alerts = IntStream.range(0, 300).mapToObj(i -> huge).toList();
        Map<String, String> details =
                IntStream.range(0, 60).boxed().collect(Collectors.toMap(i -> "detail-" + i, i -> "字".repeat(3000)));
        String event = event(Samples.of(Kind.OPENED, alerts), details).trigger();
        assertThat(event.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(PagerDutyEvent.MOST_BYTES);
        JsonNode shown = JsonMapper.shared().readTree(event).at("/payload/custom_details");
        assertThat(shown.path("alerts").size()).isEqualTo(11);
        assertThat(shown.path("alerts").path(10).asString()).isEqualTo("and 290 more (290 firing, 0 over)");
        assertThat(shown.has("detail-0")).isTrue();
    }

    @Property(tries = 400)
    void keepsPagerDutysLimits(@ForAll("notifications") Notification notification) {
        PagerDutyEvent event = event(notification, Map.of("k", "v"));
        for (String json : List.of(event.trigger(), event.bareTrigger(), event.resolve())) {
            assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(PagerDutyEvent.MOST_BYTES);
            JsonNode node = JsonMapper.shared().readTree(json);
            assertThat(node.path("routing_key").asString()).isEqualTo(KEY);
            assertThat(node.path("dedup_key").asString()).hasSizeBetween(1, 255);
        }
        JsonNode trigger = JsonMapper.shared().readTree(event.trigger());
        assertThat(trigger.at("/payload/summary").asString()).isNotBlank().hasSizeLessThanOrEqualTo(1024);
        assertThat(trigger.at("/payload/source").asString()).isNotBlank();
        trigger.path("links")
                .forEach(link -> assertThat(link.path("href").asString()).startsWith("http"));
    }

    @Provide
    Arbitrary<Notification> notifications() {
        return Wild.notifications()
                .filter(notification -> !notification.dedupKey().isEmpty());
    }
}
