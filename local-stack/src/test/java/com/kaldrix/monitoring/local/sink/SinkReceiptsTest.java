package com.kaldrix.monitoring.local.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SinkReceiptsTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final String TRIGGER = "{\"routing_key\":\"k\",\"event_action\":\"trigger\",\"dedup_key\":\"d\","
            + "\"payload\":{\"summary\":\"s\",\"source\":\"s\",\"severity\":\"info\"}}";

    @TempDir
    Path state;

    @Test
    void aWebhookKnowsADeliveryAgain() throws Exception {
        try (Sinks sinks = start(10);
                SinkClient client = new SinkClient(sinks.url())) {
            assertThat(client.post("/webhook/a", "{\"n\":1}", "X-Kaldrix-Delivery", "7")
                            .body())
                    .contains("\"delivery\":\"new\"");
            assertThat(client.post("/webhook/a", "{\"n\":1}", "X-Kaldrix-Delivery", "7")
                            .body())
                    .contains("\"delivery\":\"duplicate\"");
            client.post("/webhook/a", "plain text");

            JsonNode seen = client.json("/sinks/webhook");
            assertThat(seen.at("/counts/received").asInt()).isEqualTo(3);
            assertThat(seen.at("/counts/duplicates").asInt()).isEqualTo(1);
            JsonNode receipt = seen.at("/receipts/1");
            assertThat(receipt.path("duplicate").asBoolean()).isTrue();
            assertThat(receipt.path("key").asString()).isEqualTo("7");
            assertThat(receipt.path("time").asString()).isEqualTo("2026-01-02T12:00:00Z");
            assertThat(receipt.at("/verdict/kind").asString()).isEqualTo("accepted");
            assertThat(receipt.at("/headers/x-kaldrix-delivery").asString()).isEqualTo("7");
            assertThat(seen.at("/receipts/2/body").asString()).isEqualTo("plain text");
        }
    }

    @Test
    void receiptsAreReadInPages() throws Exception {
        try (Sinks sinks = start(100);
                SinkClient client = new SinkClient(sinks.url())) {
            for (int i = 0; i < 5; i++) {
                client.post("/webhook/a", "{\"n\":" + i + "}");
            }
            JsonNode first = client.json("/sinks/webhook?limit=2");
            JsonNode second = client.json(
                    "/sinks/webhook?limit=2&after=" + first.path("next").asLong());
            assertThat(second.at("/receipts/0/body/n").asInt()).isEqualTo(2);
            JsonNode end = client.json("/sinks/webhook?after=5");
            assertThat(end.path("receipts")).isEmpty();
            assertThat(end.path("next").asLong()).isEqualTo(5);
            assertThat(client.json("/sinks/webhook?last=2")
                            .at("/receipts/0/body/n")
                            .asInt())
                    .isEqualTo(3);
            assertThat(client.send("GET", "/sinks/webhook?limit=many", "").statusCode())
                    .isEqualTo(400);
            assertThat(client.send("GET", "/sinks/fax", "").statusCode()).isEqualTo(404);
            assertThat(client.send("POST", "/sinks/webhook", "{}").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void everythingSurvivesARestart() throws Exception {
        String timestamp;
        try (Sinks sinks = start(100);
                SinkClient client = new SinkClient(sinks.url())) {
            client.post("/webhook/a", "{}", "X-Kaldrix-Delivery", "7");
            client.post("/pagerduty/v2/enqueue", TRIGGER);
            timestamp = SinkJson.MAPPER
                    .readTree(client.post(
                                    "/slack/api/chat.postMessage",
                                    "{\"channel\":\"C\",\"text\":\"x\"}",
                                    "Authorization",
                                    "Bearer x")
                            .body())
                    .path("ts")
                    .asString();
            client.post("/slack/services/a", "{}");
            sinks.email("ops@example.com", "P0", "Network partition");
        }
        try (Sinks sinks = start(100);
                SinkClient client = new SinkClient(sinks.url())) {
            assertThat(sinks.counts(SinkName.SLACK)).isEqualTo(new Counts(2, 1, 0, 1, 0));
            assertThat(sinks.receipts(SinkName.SNS_EMAIL)).singleElement().satisfies(mail -> {
                assertThat(mail.sequence()).isEqualTo(5);
                assertThat(mail.body().path("subject").asString()).isEqualTo("P0");
            });
            assertThat(client.post("/webhook/a", "{}", "X-Kaldrix-Delivery", "7")
                            .body())
                    .contains("duplicate");
            client.post("/pagerduty/v2/enqueue", TRIGGER);
            assertThat(sinks.incidents())
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.triggers()).isEqualTo(2));
            String update = "{\"channel\":\"C\",\"ts\":\"" + timestamp + "\",\"text\":\"y\"}";
            assertThat(client.post("/slack/api/chat.update", update, "Authorization", "Bearer x")
                            .body())
                    .contains("\"ok\":true");
            assertThat(sinks.receipts(SinkName.SLACK).getLast().sequence()).isEqualTo(8);
        }
    }

    @Test
    void clearingForgetsForGoodButNeverReusesASequenceNumber() throws Exception {
        try (Sinks sinks = start(100);
                SinkClient client = new SinkClient(sinks.url())) {
            client.post("/webhook/a", "{}", "X-Kaldrix-Delivery", "7");
            assertThat(client.send("DELETE", "/sinks/webhook", "").statusCode()).isEqualTo(204);
            assertThat(sinks.receipts(SinkName.WEBHOOK)).isEmpty();
        }
        try (Sinks sinks = start(100);
                SinkClient client = new SinkClient(sinks.url())) {
            assertThat(sinks.counts(SinkName.WEBHOOK)).isEqualTo(Counts.NONE);
            assertThat(client.post("/webhook/a", "{}", "X-Kaldrix-Delivery", "7")
                            .body())
                    .contains("new");
            assertThat(sinks.receipts(SinkName.WEBHOOK).getFirst().sequence()).isEqualTo(2);
        }
    }

    @Test
    void onlyTheNewestAreKeptAndTheRestStaysCounted() throws Exception {
        try (Sinks sinks = start(3);
                SinkClient client = new SinkClient(sinks.url())) {
            for (int i = 0; i < 8; i++) {
                client.post("/webhook/a", "{\"n\":" + i + "}");
            }
            assertThat(numbers(sinks)).containsExactly(5, 6, 7);
            assertThat(sinks.counts(SinkName.WEBHOOK).received()).isEqualTo(8);
        }
        for (int restart = 0; restart < 2; restart++) {
            try (Sinks sinks = start(3)) {
                assertThat(numbers(sinks)).containsExactly(5, 6, 7);
                assertThat(sinks.counts(SinkName.WEBHOOK).received()).isEqualTo(8);
                assertThat(Files.readAllLines(state.resolve("webhook.jsonl"))).hasSize(4);
            }
        }
    }

    @Test
    void aLineThatWasCutOffIsDroppedAndTheFileMended() throws Exception {
        try (Sinks sinks = start(100)) {
            sinks.email("a@example.com", "first", "x");
        }
        Path file = state.resolve("sns-email.jsonl");
        Files.writeString(file, "{\"sequence\":2,\"time\":\"2026-", StandardOpenOption.APPEND);
        try (Sinks sinks = start(100)) {
            sinks.email("a@example.com", "second", "x");
        }
        try (Sinks sinks = start(100)) {
            assertThat(sinks.receipts(SinkName.SNS_EMAIL))
                    .extracting(mail -> mail.body().path("subject").asString())
                    .containsExactly("first", "second");
        }
    }

    @Test
    void manyAtOnceAreEachRecordedOnce() throws Exception {
        try (Sinks sinks = start(10_000);
                SinkClient client = new SinkClient(sinks.url());
                var threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Integer>> posts = IntStream.range(0, 2000)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> client.post("/webhook/a", "{}", "X-Kaldrix-Delivery", "d" + i % 1000)
                                    .statusCode())
                    .toList();
            for (var done : threads.invokeAll(posts)) {
                assertThat(done.get()).isEqualTo(200);
            }
            assertThat(sinks.counts(SinkName.WEBHOOK)).isEqualTo(new Counts(2000, 2000, 1000, 0, 0));
            assertThat(sinks.receipts(SinkName.WEBHOOK).stream()
                            .map(Receipt::sequence)
                            .distinct())
                    .hasSize(2000);
        }
    }

    @Test
    void aPortInUseIsSaidSo() throws Exception {
        try (Sinks sinks = Sinks.start(0, 0)) {
            int port = sinks.url().getPort();
            assertThatThrownBy(() -> Sinks.start(port, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
            assertThatThrownBy(() -> Sinks.start(0, sinks.smtpPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + sinks.smtpPort());
        }
    }

    @Test
    void thePageIsShutInByItsPolicy() throws Exception {
        try (Sinks sinks = Sinks.start(0, 0);
                SinkClient client = new SinkClient(sinks.url())) {
            var page = client.send("GET", "/", "");
            String policy = page.headers().firstValue("content-security-policy").orElseThrow();
            String nonce = policy.replaceFirst(".*script-src 'nonce-([0-9a-f]{32})'.*", "$1");
            assertThat(page.body()).contains("<script nonce=\"" + nonce + "\">").doesNotContain("{{nonce}}");
            assertThat(page.body()).doesNotContain("innerHTML").doesNotContain("https://");
            assertThat(client.send("GET", "/", "").headers().firstValue("content-security-policy"))
                    .isNotEqualTo(policy);
            assertThat(client.json("/sinks").path("sinks")).hasSize(SinkName.values().length);
        }
    }

    private List<Integer> numbers(Sinks sinks) {
        return sinks.receipts(SinkName.WEBHOOK).stream()
                .map(receipt -> receipt.body().path("n").asInt())
                .toList();
    }

    private Sinks start(int bound) throws IOException {
        return Sinks.start(new Sinks.Settings(0, 0, state, bound, false, Clock.fixed(NOON, ZoneOffset.UTC)));
    }
}
