package com.kaldrix.monitoring.alert.notify.sns;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Proxy;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Way;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Access;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Keys;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Role;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Target;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Words;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** {@code http_config} of {@code sns_configs}: by which way SNS is reached. */
class SnsWayTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:prod-kaldrix-notifications";
    private static final Keys KEYS = new Keys("AKIDEXAMPLE", new Secret("secret-access-key"));
    private static final String NOWHERE = "http://sns.invalid/";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().dynamicHttpsPort())
            .build();

    private final SnsClients clients = new SnsClients("", AnonymousCredentialsProvider.create());

    @BeforeEach
    void takesAll() {
        SERVER.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(200)
                        .withBody("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                                + "<MessageId>m-1</MessageId></PublishResult></PublishResponse>")));
    }

    @AfterEach
    void close() {
        clients.close();
    }

    private Outcome send(String endpoint, HttpOptions http) {
        SnsIntegration integration = new SnsIntegration(
                new Target(TOPIC, "", ""),
                new Access("", endpoint, KEYS, "", Role.NONE, http),
                new Words("", ""),
                Map.of(),
                true);
        return new SnsChannel(clients).send(integration, Samples.of(Kind.OPENED), "");
    }

    private static HttpOptions by(Way way) {
        return new HttpOptions(null, null, way, true, Map.of(), null);
    }

    private static Proxy proxy(List<String> exceptions) {
        return new Proxy("http://ada:pass%20word@localhost:" + SERVER.getPort(), exceptions);
    }

    @Test
    void aProxyIsAskedWithItsPassword() {
        assertThat(send(NOWHERE, by(new Way(null, proxy(List.of()))))).isEqualTo(Outcome.Delivered.PLAIN);
        String pair =
                Base64.getEncoder().encodeToString("ada:pass word".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        SERVER.verify(
                1,
                postRequestedFor(anyUrl())
                        .withHeader("Host", containing("sns.invalid"))
                        .withHeader("Proxy-Authorization", equalTo("Basic " + pair)));
    }

    @Test
    void noProxyIsAskedForItsExceptions() {
        assertThat(send(NOWHERE, by(new Way(null, proxy(List.of("sns.invalid"))))))
                .isInstanceOf(Outcome.Unavailable.class);
        SERVER.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aServerIsTrustedAsTheConfigurationSays() {
        String endpoint = "https://localhost:" + SERVER.getHttpsPort() + "/";
        assertThat(send(endpoint, HttpOptions.NONE)).isInstanceOf(Outcome.Unavailable.class);
        Tls anybody = new Tls("", "", null, true, "", List.of());
        assertThat(send(endpoint, by(new Way(anybody, Proxy.NONE)))).isEqualTo(Outcome.Delivered.PLAIN);
    }

    @Test
    void furtherHeadersGoAlong() {
        HttpOptions http =
                new HttpOptions(null, null, Way.PLAIN, true, Map.of("X-Tenant", List.of(new Secret("core"))), null);
        assertThat(send("http://localhost:" + SERVER.getPort() + "/", http)).isEqualTo(Outcome.Delivered.PLAIN);
        SERVER.verify(
                1,
                postRequestedFor(anyUrl())
                        .withHeader("X-Tenant", equalTo("core"))
                        .withHeader("Authorization", containing("AKIDEXAMPLE/")));
    }
}
