package com.kaldrix.monitoring.alert.notify.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.kaldrix.monitoring.alert.notify.Golden;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.Wild;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookChannelTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final WebhookChannel channel = new WebhookChannel(new HttpPoster(Clock.systemUTC()));

    private static WebhookIntegration integration(int maxAlerts) {
        return new WebhookIntegration(
                new Secret(SERVER.url("/hook")),
                maxAlerts,
                HttpOptions.of(new HttpAuthorization("Bearer", new Secret("webhook-token"))),
                true);
    }

    private Outcome send(Notification notification) {
        return channel.send(integration(0), notification, "");
    }

    private static String json(Notification notification, int maxAlerts) {
        return JsonMapper.shared().writeValueAsString(WebhookMessage.of(notification, integrationFor(maxAlerts)));
    }

    private static WebhookIntegration integrationFor(int maxAlerts) {
        return new WebhookIntegration(new Secret("http://localhost/"), maxAlerts, HttpOptions.NONE, true);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"OPENED", "CHANGED", "RESOLVED"})
    void saysItAsAlertmanagerDoes(Kind kind) {
        SERVER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200)));
        assertThat(send(Samples.of(kind))).isEqualTo(Outcome.Delivered.PLAIN);
        SERVER.verify(
                1,
                postRequestedFor(anyUrl())
                        .withHeader("X-Kaldrix-Delivery", equalTo(Samples.DELIVERY.toString()))
                        .withHeader("Authorization", equalTo("Bearer webhook-token"))
                        .withHeader("User-Agent", matching("Kaldrix-.*")));
        String body = SERVER.findAll(postRequestedFor(anyUrl())).getFirst().getBodyAsString();
        Golden.json("webhook-" + kind.name().toLowerCase(java.util.Locale.ROOT) + ".json", body);
    }

    @Test
    void cutsAtMaxAlertsAndSaysHowManyAreMissing() {
        JsonNode message = JsonMapper.shared().readTree(json(Samples.of(Kind.OPENED, Samples.many(7)), 3));
        assertThat(message.path("alerts").size()).isEqualTo(3);
        assertThat(message.path("truncatedAlerts").asInt()).isEqualTo(4);
        JsonNode whole = JsonMapper.shared().readTree(json(Samples.of(Kind.OPENED, Samples.many(7)), 0));
        assertThat(whole.path("alerts").size()).isEqualTo(7);
        assertThat(whole.path("truncatedAlerts").asInt()).isZero();
    }

    @Test
    void writesTimeAsGoDoes() {
        JsonNode message = JsonMapper.shared().readTree(json(Samples.of(Kind.OPENED), 0));
        assertThat(message.at("/alerts/0/startsAt").asString()).isEqualTo("2026-03-01T03:12:45.12Z");
        assertThat(message.at("/alerts/0/endsAt").asString()).isEqualTo("0001-01-01T00:00:00Z");
    }

    @Test
    void saysWhyItFailedWithoutTheAddress() {
        SERVER.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", "7")
                        .withBody("slow down")));
        assertThat(send(Samples.of(Kind.OPENED)))
                .isEqualTo(new Outcome.RetryAfter(Duration.ofSeconds(7), "The webhook answered 429: slow down"));
        SERVER.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(send(Samples.of(Kind.OPENED))).isInstanceOf(Outcome.Unknown.class);
        SERVER.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(400).withBody("bad webhook-token")));
        assertThat(send(Samples.of(Kind.OPENED)))
                .isEqualTo(new Outcome.Rejected("The webhook answered 400: bad <secret>"));
    }

    @Property(tries = 200)
    void isValidJsonWhateverTheAlertsSay(@ForAll("notifications") Notification notification) {
        byte[] body = json(notification, 5).getBytes(StandardCharsets.UTF_8);
        JsonNode message = JsonMapper.shared().readTree(body);
        assertThat(message.path("version").asString()).isEqualTo("4");
        assertThat(message.path("alerts").size()
                        + message.path("truncatedAlerts").asInt())
                .isEqualTo(notification.alerts().size());
        List<String> names = message.propertyNames().stream().toList();
        assertThat(names)
                .containsExactly(
                        "receiver",
                        "status",
                        "alerts",
                        "groupLabels",
                        "commonLabels",
                        "commonAnnotations",
                        "externalURL",
                        "version",
                        "groupKey",
                        "truncatedAlerts",
                        "kaldrix");
    }

    @Provide
    Arbitrary<Notification> notifications() {
        return Wild.notifications();
    }
}
