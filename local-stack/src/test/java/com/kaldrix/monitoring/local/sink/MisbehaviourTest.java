package com.kaldrix.monitoring.local.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisbehaviourTest {
    private static final String HOOK = "/webhook/pages";
    private Sinks sinks;
    private SinkClient client;

    @BeforeEach
    void start() throws IOException {
        sinks = Sinks.start(0, 0);
        client = new SinkClient(sinks.url());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        sinks.close();
    }

    @Test
    void answersAStatusWithRetryAfterAsOftenAsTold() throws Exception {
        HttpResponse<String> armed =
                client.send("PUT", "/sinks/webhook/behaviour", "{\"status\":429,\"retryAfter\":\"2\",\"times\":2}");
        assertThat(armed.statusCode()).isEqualTo(200);

        HttpResponse<String> first = client.post(HOOK, "{}");
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("retry-after")).hasValue("2");
        assertThat(client.json("/sinks/webhook/behaviour")
                        .at("/behaviours/0/times")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.post(HOOK, "{}").statusCode()).isEqualTo(429);
        assertThat(client.post(HOOK, "{}").statusCode()).isEqualTo(200);
        assertThat(sinks.counts(SinkName.WEBHOOK)).isEqualTo(new Counts(3, 1, 0, 0, 2));
    }

    @Test
    void behavesAgainWhenTold() throws Exception {
        sinks.misbehave(SinkName.WEBHOOK, Behaviour.status(503));
        assertThat(client.post(HOOK, "{}").statusCode()).isEqualTo(503);
        assertThat(client.send("DELETE", "/sinks/webhook/behaviour", "").statusCode())
                .isEqualTo(204);
        assertThat(client.post(HOOK, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void theLongestPathPrefixDecidesAndOthersAreLeftAlone() throws Exception {
        sinks.misbehave(SinkName.WEBHOOK, Behaviour.status(500).onPath("/p"));
        sinks.misbehave(SinkName.WEBHOOK, Behaviour.status(503).onPath("/pages"));

        assertThat(client.post("/webhook/pages/1", "{}").statusCode()).isEqualTo(503);
        assertThat(client.post("/webhook/pools", "{}").statusCode()).isEqualTo(500);
        assertThat(client.post("/webhook/other", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aDelayedRequestIsRecordedBeforeTheWait() throws Exception {
        sinks.misbehave(SinkName.WEBHOOK, Behaviour.slow(Duration.ofMillis(300)));
        long before = System.nanoTime();
        assertThat(client.post(HOOK, "{}").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(sinks.receipts(SinkName.WEBHOOK).getFirst().accepted()).isTrue();
    }

    @Test
    void aResetIsATcpResetAndTakesNothing() throws Exception {
        sinks.misbehave(SinkName.WEBHOOK, Behaviour.reset().times(1));
        assertThatThrownBy(this::postRaw).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(sinks.receipts(SinkName.WEBHOOK))
                .extracting(Receipt::verdict)
                .containsExactly(new Verdict.Misbehaved("reset"));
        assertThat(client.post(HOOK, "{}", "X-Kaldrix-Delivery", "1").body()).contains("\"delivery\":\"new\"");
    }

    @Test
    void acceptThenResetTakesItWithoutTellingTheSender() throws Exception {
        sinks.misbehave(SinkName.WEBHOOK, Behaviour.acceptThenReset().times(1));
        assertThatThrownBy(this::postRaw).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(sinks.receipts(SinkName.WEBHOOK))
                .extracting(Receipt::verdict)
                .containsExactly(new Verdict.Accepted(false));
        assertThat(client.post(HOOK, "{}", "X-Kaldrix-Delivery", "1").body()).contains("\"delivery\":\"duplicate\"");
    }

    @Test
    void slackAndPagerDutyGiveTroubleInTheirOwnWords() throws Exception {
        sinks.misbehave(SinkName.SLACK, Behaviour.status(429));
        sinks.misbehave(SinkName.PAGERDUTY, Behaviour.status(429));
        assertThat(client.post("/slack/services/a", "{\"text\":\"x\"}").body()).isEqualTo("rate_limited");
        assertThat(client.post("/slack/api/chat.postMessage", "{}").body()).contains("\"error\":\"ratelimited\"");
        assertThat(client.post("/pagerduty/v2/enqueue", "{}").body()).contains("throttle exceeded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                          | at least one of
            []                                          | a JSON object
            nonsense                                    | not JSON
            {"status":99}                               | status must be between
            {"status":"503"}                            | status must be a whole number
            {"status":503,"times":0}                    | times must be at least 1
            {"delayMillis":-1}                          | delayMillis must be between
            {"reset":true,"acceptThenReset":true}       | exclude each other
            {"reset":true,"status":500}                 | cannot be combined
            {"status":503,"delay":5,"often":true}       | no field delay
            """)
    void aWrongBehaviourIsRefusedAndSaysWhy(String body, String reason) throws Exception {
        HttpResponse<String> response = client.send("PUT", "/sinks/slack/behaviour", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(reason);
        assertThat(client.json("/sinks/slack/behaviour").path("behaviours")).isEmpty();
    }

    /** Posts over a plain socket, so that the end of the connection is seen as the kernel tells it. */
    private String postRaw() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sinks.url().getPort())) {
            socket.setSoTimeout(5000);
            String request = "POST " + HOOK + " HTTP/1.1\r\nHost: localhost\r\nX-Kaldrix-Delivery: 1\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
