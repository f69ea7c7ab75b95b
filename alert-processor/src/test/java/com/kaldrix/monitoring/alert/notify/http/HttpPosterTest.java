package com.kaldrix.monitoring.alert.notify.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.TestTls;
import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpPosterTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().dynamicHttpsPort())
            .build();

    private final HttpPoster poster = new HttpPoster(Clock.systemUTC());

    private static String url(String path) {
        return "http://localhost:" + SERVER.getPort() + path;
    }

    private static HttpCall call(String url) {
        return new HttpCall(new Secret(url), "{\"page\":1}");
    }

    private HttpReply send(String url) {
        return poster.post(call(url), Deadline.in(Duration.ofSeconds(2)));
    }

    private static Outcome silence(HttpReply reply) {
        assertThat(reply).isInstanceOf(HttpReply.Silence.class);
        return ((HttpReply.Silence) reply).outcome();
    }

    private static HttpReply.Answer answer(HttpReply reply) {
        assertThat(reply).isInstanceOf(HttpReply.Answer.class);
        return (HttpReply.Answer) reply;
    }

    private static void answersWith(com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }

    @Test
    void postsBodyAndHeadersAndReadsTheAnswer() {
        answersWith(aResponse().withStatus(202).withBody("taken"));
        HttpReply reply = poster.post(
                new HttpCall(
                        new Secret(url("/hook")),
                        HttpOptions.of(new HttpAuthorization("Bearer", new Secret("token-1"))),
                        Map.of("X-Test", "yes"),
                        "{\"emoji\":\"😀\"}",
                        List.of()),
                Deadline.ofAttempt());

        assertThat(answer(reply)).isEqualTo(new HttpReply.Answer(202, null, "taken", true));
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo("/hook"))
                        .withHeader("Authorization", equalTo("Bearer token-1"))
                        .withHeader("X-Test", equalTo("yes"))
                        .withHeader("Content-Type", containing("application/json"))
                        .withRequestBody(equalTo("{\"emoji\":\"😀\"}")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
    void aConnectionLostAfterSendingIsUnknownAndTheRequestWentOutOnce(Fault fault) {
        answersWith(aResponse().withFault(fault));
        assertThat(silence(send(url("/")))).isInstanceOf(Outcome.Unknown.class);
        SERVER.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void garbageInPlaceOfAnAnswerIsUnknown() {
        answersWith(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        assertThat(silence(send(url("/")))).isInstanceOf(Outcome.Unknown.class);
        SERVER.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void anAnswerWhoseBodyBreaksOffCountsByItsStatus() {
        answersWith(aResponse().withStatus(200).withBody("half").withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        HttpReply.Answer answer = answer(send(url("/")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void aLateAnswerIsUnknownAndTheDeadlineHolds() {
        answersWith(aResponse().withFixedDelay(5000));
        long start = System.nanoTime();
        assertThat(silence(poster.post(call(url("/")), Deadline.in(Duration.ofMillis(700)))))
                .asInstanceOf(type(Outcome.Unknown.class))
                .extracting(Outcome.Unknown::reason)
                .isEqualTo("no answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aBodyThatTricklesBeyondTheDeadlineCountsByItsStatus() {
        answersWith(aResponse().withStatus(200).withBody("x".repeat(100)).withChunkedDribbleDelay(100, 20_000));
        HttpReply.Answer answer = answer(poster.post(call(url("/")), Deadline.in(Duration.ofMillis(1200))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.complete()).isFalse();
    }

    @Test
    void readsNoMoreThanTheStartOfAnAnswer() {
        answersWith(aResponse().withStatus(400).withBody("y".repeat(5_000_000)));
        HttpReply.Answer answer = answer(send(url("/")));
        assertThat(answer.body()).hasSize(BoundedBody.MOST);
        assertThat(answer.complete()).isFalse();
        assertThat(answer.excerpt()).hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void refusedConnectionIsUnavailable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(silence(send("http://127.0.0.1:" + free + "/")))
                .isEqualTo(new Outcome.Unavailable("connection refused"));
    }

    @Test
    void unknownHostIsUnavailable() {
        assertThat(silence(send("http://no-such-host.invalid/hook")))
                .isEqualTo(new Outcome.Unavailable("the host name is not known"));
    }

    @Test
    void aServerThatIsNotTrustedIsUnavailableAndSeesNothing() {
        answersWith(aResponse().withStatus(200));
        Outcome outcome = silence(send("https://localhost:" + SERVER.getHttpsPort() + "/hook"));
        assertThat(outcome)
                .asInstanceOf(type(Outcome.Unavailable.class))
                .extracting(Outcome.Unavailable::reason)
                .asString()
                .startsWith("TLS failed");
        SERVER.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void speaksTlsToAServerThatIsTrusted(@TempDir Path folder) {
        TestTls tls = TestTls.in(folder);
        WireMockServer server = new WireMockServer(wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(tls.keyStore().toString())
                .keystorePassword(TestTls.PASSWORD)
                .keyManagerPassword(TestTls.PASSWORD)
                .keystoreType("PKCS12"));
        server.start();
        try {
            server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("ok")));
            HttpPoster secure = new HttpPoster(Clock.systemUTC(), tls.client());
            HttpReply reply = secure.post(call("https://localhost:" + server.httpsPort() + "/"), Deadline.ofAttempt());
            assertThat(answer(reply).status()).isEqualTo(200);
            HttpReply wrongName =
                    secure.post(call("https://127.0.0.1:" + server.httpsPort() + "/"), Deadline.ofAttempt());
            assertThat(silence(wrongName)).isInstanceOf(Outcome.Unavailable.class);
            server.verify(1, postRequestedFor(anyUrl()));
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsNotDelivered() {
        answersWith(aResponse().withStatus(200));
        assertThat(silence(send("https://localhost:" + SERVER.getPort() + "/hook")))
                .isInstanceOfAny(Outcome.Unavailable.class, Outcome.Unknown.class);
        SERVER.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void anAddressThatIsNoneIsRejectedWithoutBeingQuoted() {
        for (String url :
                List.of("ht tp://x/secret-part", "ftp://example.com/secret-part", "/secret-part", "http://")) {
            assertThat(silence(send(url)))
                    .asInstanceOf(type(Outcome.Rejected.class))
                    .extracting(Outcome.Rejected::reason)
                    .asString()
                    .doesNotContain("secret-part");
        }
    }

    @Test
    void anAuthorizationWithALineBreakIsRejectedWithoutBeingQuoted() {
        HttpReply reply = poster.post(
                new HttpCall(
                        new Secret(url("/")),
                        HttpOptions.of(new HttpAuthorization("Bearer", new Secret("tok\nen-value"))),
                        Map.of(),
                        "{}",
                        List.of()),
                Deadline.ofAttempt());
        assertThat(silence(reply))
                .asInstanceOf(type(Outcome.Rejected.class))
                .extracting(Outcome.Rejected::reason)
                .asString()
                .doesNotContain("en-value");
    }

    @Test
    void followsARedirectThatKeepsTheMethodOnTheSameHost() {
        SERVER.stubFor(post("/old").willReturn(aResponse().withStatus(307).withHeader("Location", "/new")));
        SERVER.stubFor(post("/new").willReturn(aResponse().withStatus(200).withBody("ok")));
        assertThat(answer(send(url("/old"))).status()).isEqualTo(200);
        SERVER.verify(1, postRequestedFor(urlEqualTo("/new")).withRequestBody(equalTo("{\"page\":1}")));
    }

    @Test
    void followsNoRedirectToAnotherHostNorOneThatDropsTheBody() {
        SERVER.stubFor(post("/away")
                .willReturn(aResponse()
                        .withStatus(308)
                        .withHeader("Location", "http://127.0.0.1:" + SERVER.getPort() + "/new")));
        SERVER.stubFor(post("/get").willReturn(aResponse().withStatus(302).withHeader("Location", "/new")));
        assertThat(answer(send(url("/away"))).status()).isEqualTo(308);
        assertThat(answer(send(url("/get"))).status()).isEqualTo(302);
        SERVER.verify(0, postRequestedFor(urlEqualTo("/new")));
    }

    @Test
    void redirectsInACircleEnd() {
        SERVER.stubFor(post("/loop").willReturn(aResponse().withStatus(307).withHeader("Location", "/loop")));
        assertThat(answer(send(url("/loop"))).status()).isEqualTo(307);
        SERVER.verify(4, postRequestedFor(urlEqualTo("/loop")));
    }

    @Test
    void secretsThatTheOtherSideQuotesAreTakenOut() {
        answersWith(aResponse()
                .withStatus(404)
                .withBody("Cannot POST /services/T0123456/B0123456/XXXXSECRETXXXX with token-abcdef"));
        HttpReply reply = poster.post(
                new HttpCall(
                        new Secret(url("/services/T0123456/B0123456/XXXXSECRETXXXX")),
                        HttpOptions.of(new HttpAuthorization("Bearer", new Secret("token-abcdef"))),
                        Map.of(),
                        "{}",
                        List.of()),
                Deadline.ofAttempt());
        assertThat(answer(reply).body()).doesNotContain("SECRET").doesNotContain("abcdef");
        assertThat(answer(reply).outcome("It"))
                .isEqualTo(new Outcome.Rejected("It answered 404: Cannot POST <secret> with <secret>"));
    }

    @Test
    void anInterruptedSenderReturnsAtOnceAndStaysInterrupted() throws Exception {
        CountDownLatch got = new CountDownLatch(1);
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> readAndKeepSilent(server, got));
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            Thread sender = Thread.ofVirtual().start(() -> {
                reply.complete(poster.post(call(url), Deadline.ofAttempt()));
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            assertThat(got.await(5, TimeUnit.SECONDS)).isTrue();
            sender.interrupt();
            assertThat(sender.join(Duration.ofSeconds(3))).isTrue();
        }
        assertThat(interrupted.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(silence(reply.get(1, TimeUnit.SECONDS))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aSenderThatIsAlreadyInterruptedSendsNothing() {
        answersWith(aResponse().withStatus(200));
        Thread.currentThread().interrupt();
        HttpReply reply = send(url("/"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(silence(reply)).isInstanceOf(Outcome.Unavailable.class);
        SERVER.verify(0, postRequestedFor(anyUrl()));
    }

    private static void readAndKeepSilent(ServerSocket server, CountDownLatch got) {
        try (Socket socket = server.accept()) {
            readRequest(socket.getInputStream());
            got.countDown();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException closed) {
            got.countDown();
        }
    }

    /** The peril of kept connections: the server closes one just as the next request is written into it. */
    @Test
    void aServerThatClosesItsConnectionAfterEachAnswerNeverCostsAPage() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, requests));
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            for (int i = 1; i <= 50; i++) {
                assertThat(answer(send(url)).status()).isEqualTo(200);
                assertThat(requests).hasValue(i);
            }
        }
    }

    /** Answers as if the connection were kept, and closes it. */
    private static void serve(ServerSocket server, AtomicInteger requests) {
        while (true) {
            try (Socket socket = server.accept()) {
                readRequest(socket.getInputStream());
                requests.incrementAndGet();
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().endsWith("{\"page\":1}")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the request broke off");
            }
            seen.append((char) c);
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsUnknown() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(silence(poster.post(
                            call("http://127.0.0.1:" + server.getLocalPort() + "/"),
                            Deadline.in(Duration.ofMillis(500)))))
                    .isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsUnavailable() {
        Outcome outcome = silence(poster.post(call("http://192.0.2.1/hook"), Deadline.in(Duration.ofMillis(800))));
        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
    }
}
