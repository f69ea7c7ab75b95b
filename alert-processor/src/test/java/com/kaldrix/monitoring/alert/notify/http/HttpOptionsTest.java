package com.kaldrix.monitoring.alert.notify.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Oauth2;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Proxy;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code http_config} on the wire. */
class HttpOptionsTest {
    private static final String HOOK = "/hook";
    private static final String TOKEN = "/token";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().dynamicHttpsPort())
            .build();

    private final HttpPoster poster = new HttpPoster(Clock.systemUTC());

    @BeforeEach
    void takesAll() {
        SERVER.stubFor(post(HOOK).willReturn(aResponse().withStatus(200)));
    }

    private static String url(String path) {
        return "http://localhost:" + SERVER.getPort() + path;
    }

    private HttpReply send(String url, HttpOptions options) {
        return poster.post(new HttpCall(new Secret(url), options, Map.of(), "{}", List.of()), Deadline.ofAttempt());
    }

    private static HttpOptions oauth2() {
        return new HttpOptions(
                null,
                new Oauth2(
                        "client",
                        new Secret("client secret"),
                        url(TOKEN),
                        List.of("page", "read"),
                        Map.of("audience", "pager"),
                        HttpOptions.Way.PLAIN),
                null,
                Proxy.NONE,
                true);
    }

    private static void givesToken(String token) {
        SERVER.stubFor(post(TOKEN)
                .willReturn(aResponse()
                        .withStatus(200)
                        .withBody(
                                "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":3600}")));
    }

    @Test
    void aTokenIsFetchedOnceAndUsed() {
        givesToken("token-1");
        assertThat(send(url(HOOK), oauth2())).isInstanceOf(HttpReply.Answer.class);
        assertThat(send(url(HOOK), oauth2())).isInstanceOf(HttpReply.Answer.class);
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(TOKEN))
                        .withRequestBody(containing("grant_type=client_credentials"))
                        .withRequestBody(containing("scope=page+read"))
                        .withRequestBody(containing("audience=pager")));
        SERVER.verify(2, postRequestedFor(urlEqualTo(HOOK)).withHeader("Authorization", equalTo("Bearer token-1")));
    }

    @Test
    void aTokenThatIsNotTakenIsFetchedAnew() {
        givesToken("token-1");
        SERVER.stubFor(post(HOOK)
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .willReturn(aResponse().withStatus(401)));
        assertThat(send(url(HOOK), oauth2()))
                .isEqualTo(new HttpReply.Silence(new Outcome.Unavailable("the token of OAuth 2 was not taken")));
        givesToken("token-2");
        assertThat(((HttpReply.Answer) send(url(HOOK), oauth2())).status()).isEqualTo(200);
    }

    @Test
    void withoutATokenNothingIsSent() {
        SERVER.stubFor(post(TOKEN).willReturn(aResponse().withStatus(503)));
        assertThat(((HttpReply.Silence) send(url(HOOK), oauth2())).outcome()).isInstanceOf(Outcome.Unavailable.class);
        SERVER.verify(0, postRequestedFor(urlEqualTo(HOOK)));
    }

    @Test
    void aProxyIsAskedForHostsThatAreNotExempt() {
        Proxy proxy = new Proxy("http://localhost:" + SERVER.getPort(), List.of("exempt.invalid"));
        HttpOptions options = new HttpOptions(null, null, null, proxy, true);
        assertThat(((HttpReply.Answer) send("http://receiver.invalid" + HOOK, options)).status())
                .isEqualTo(200);
        assertThat(send("http://exempt.invalid" + HOOK, options)).isInstanceOf(HttpReply.Silence.class);
    }

    @Test
    void anUnknownAuthorityIsTrustedOnlyWhereTheConfigurationSaysSo() {
        String url = "https://localhost:" + SERVER.getHttpsPort() + HOOK;
        assertThat(send(url, HttpOptions.NONE)).isInstanceOf(HttpReply.Silence.class);
        HttpOptions anybody = new HttpOptions(null, null, new Tls("", "", null, true, "", List.of()), Proxy.NONE, true);
        assertThat(((HttpReply.Answer) send(url, anybody)).status()).isEqualTo(200);
        HttpOptions newest =
                new HttpOptions(null, null, new Tls("", "", null, true, "", List.of("TLSv1.3")), Proxy.NONE, true);
        assertThat(((HttpReply.Answer) send(url, newest)).status()).isEqualTo(200);
    }

    @Test
    void aRedirectIsFollowedUnlessTheConfigurationForbidsIt() {
        SERVER.stubFor(post("/old").willReturn(aResponse().withStatus(307).withHeader("Location", HOOK)));
        assertThat(((HttpReply.Answer) send(url("/old"), HttpOptions.NONE)).status())
                .isEqualTo(200);
        HttpOptions stays = new HttpOptions(null, null, null, Proxy.NONE, false);
        assertThat(((HttpReply.Answer) send(url("/old"), stays)).status()).isEqualTo(307);
    }

    @Test
    void furtherHeadersGoWithEachRequestAndAreNotShown() {
        SERVER.stubFor(post(HOOK)
                .willReturn(aResponse().withStatus(400).withBody("what is tenant-secret-1 and what is plain?")));
        HttpOptions options = new HttpOptions(
                null,
                null,
                HttpOptions.Way.PLAIN,
                true,
                Map.of("X-Tenant", List.of(new Secret("tenant-secret-1"), new Secret("two"))),
                null);
        HttpReply.Answer answer = (HttpReply.Answer) send(url(HOOK), options);
        assertThat(answer.body()).isEqualTo("what is <secret> and what is plain?");
        assertThat(SERVER.getAllServeEvents()
                        .getFirst()
                        .getRequest()
                        .getHeaders()
                        .getHeader("X-Tenant")
                        .values())
                .containsExactly("tenant-secret-1", "two");
    }

    @Test
    void anAttemptTakesNoLongerThanTheConfigurationSays() {
        SERVER.stubFor(post(HOOK).willReturn(aResponse().withFixedDelay(3000)));
        long start = System.nanoTime();
        HttpReply reply = send(url(HOOK), HttpOptions.NONE.within(Duration.ofMillis(200)));
        assertThat(reply).isEqualTo(new HttpReply.Silence(new Outcome.Unknown("no answer in time")));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
    }

    @Test
    void whoGivesTokensIsReachedByWaysOfItsOwn() {
        givesToken("token-1");
        Tls anybody = new Tls("", "", null, true, "", List.of());
        String token = "https://localhost:" + SERVER.getHttpsPort() + TOKEN;
        Oauth2 distrusting =
                new Oauth2("client", new Secret("secret"), token, List.of(), Map.of(), HttpOptions.Way.PLAIN);
        assertThat(send(url(HOOK), new HttpOptions(null, distrusting, anybody, Proxy.NONE, true)))
                .isInstanceOf(HttpReply.Silence.class);
        Oauth2 trusting = new Oauth2(
                "client", new Secret("secret"), token, List.of(), Map.of(), new HttpOptions.Way(anybody, Proxy.NONE));
        assertThat(((HttpReply.Answer) send(url(HOOK), new HttpOptions(null, trusting, null, Proxy.NONE, true)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aProxyIsShownWhoAsksAndToldWhatTheConfigurationSays() {
        Proxy proxy = new Proxy(
                HttpOptions.ProxyServer.of("http://user:pass-word@localhost:" + SERVER.getPort()),
                null,
                List.of(),
                Map.of("Proxy-Tenant", List.of(new Secret("blue"))));
        HttpOptions options = new HttpOptions(null, null, null, proxy, true);
        assertThat(((HttpReply.Answer) send("http://receiver.invalid" + HOOK, options)).status())
                .isEqualTo(200);
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(HOOK))
                        .withHeader("Proxy-Authorization", equalTo("Basic dXNlcjpwYXNzLXdvcmQ="))
                        .withHeader("Proxy-Tenant", equalTo("blue")));
        assertThat(send("https://receiver.invalid" + HOOK, options)).isInstanceOf(HttpReply.Silence.class);
    }

    @Test
    void aTunnelIsAskedForWithAPasswordToo() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> asked = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try (Socket socket = proxy.accept();
                        BufferedReader in = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                    List<String> lines = new ArrayList<>();
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        lines.add(line);
                    }
                    asked.complete(lines);
                } catch (IOException e) {
                    asked.completeExceptionally(e);
                }
            });
            Proxy by = new Proxy("http://user:pass-word@localhost:" + proxy.getLocalPort(), List.of());
            send("https://receiver.invalid" + HOOK, new HttpOptions(null, null, null, by, true));
            assertThat(asked.get(5, TimeUnit.SECONDS))
                    .startsWith("CONNECT receiver.invalid:443 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic dXNlcjpwYXNzLXdvcmQ=");
        }
    }
}
