package com.kaldrix.monitoring.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SlackSinkTest {
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
    void anIncomingWebhookAnswersOkInPlainTextAndIsRecorded() throws Exception {
        HttpResponse<String> response = client.post(
                "/slack/services/T1/B1/x", "{\"text\":\"Network partition\"}", "Authorization", "Bearer secret");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok");
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        Receipt receipt = sinks.receipts(SinkName.SLACK).getFirst();
        assertThat(receipt.verdict()).isEqualTo(new Verdict.Accepted(true));
        assertThat(receipt.path()).isEqualTo("/services/T1/B1/x");
        assertThat(receipt.body().path("text").asString()).isEqualTo("Network partition");
        assertThat(receipt.arrival().headers()).containsKey("content-type").doesNotContainKey("authorization");
    }

    @Test
    void aWebhookTakesTheFormFieldPayloadToo() throws Exception {
        String form = "payload=" + URLEncoder.encode("{\"text\":\"a & b\"}", StandardCharsets.UTF_8);
        HttpResponse<String> response = client.send(
                "POST", "/slack/services/T1/B1/x", form, "Content-Type", "application/x-www-form-urlencoded");

        // The client sends both content types; the sink reads them as one header that starts with JSON.
        assertThat(response.statusCode()).isEqualTo(400);
        try (var plain = java.net.http.HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(sinks.slackWebhook("T1"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form))
                    .build();
            assertThat(plain.send(request, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("ok");
        }
        assertThat(sinks.receipts(SinkName.SLACK).getLast().body().path("text").asString())
                .isEqualTo("a & b");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messagesThatSlackRefuses")
    void refusesWhatSlackRefuses(String what, String message, String error) throws Exception {
        HttpResponse<String> webhook = client.post("/slack/services/T1/B1/x", message);
        assertThat(webhook.statusCode()).isEqualTo(400);
        assertThat(webhook.body()).isEqualTo(error);

        Receipt receipt = sinks.receipts(SinkName.SLACK).getFirst();
        assertThat(receipt.verdict()).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
            assertThat(rejected.status()).isEqualTo(400);
            assertThat(rejected.reason()).startsWith(error + ": ");
        });
    }

    static Stream<Arguments> messagesThatSlackRefuses() {
        return Stream.of(
                Arguments.of("no JSON", "hello", "invalid_payload"),
                Arguments.of("nothing to show", "{}", "no_text"),
                Arguments.of("blank text", "{\"text\":\" \"}", "no_text"),
                Arguments.of("an attachment without content", "{\"attachments\":[{\"color\":\"#f00\"}]}", "no_text"),
                Arguments.of("a long text", "{\"text\":\"" + "x".repeat(40_001) + "\"}", "msg_too_long"),
                Arguments.of(
                        "101 attachments",
                        "{\"attachments\":[" + repeat("{\"text\":\"x\"}", 101) + "]}",
                        "too_many_attachments"),
                Arguments.of("51 blocks", blocks(repeat("{\"type\":\"divider\"}", 51)), "invalid_blocks"),
                Arguments.of("an unknown block", blocks("{\"type\":\"banner\"}"), "invalid_blocks"),
                Arguments.of("a long section", blocks(section("x".repeat(3001))), "invalid_blocks"),
                Arguments.of("an empty section", blocks("{\"type\":\"section\"}"), "invalid_blocks"),
                Arguments.of("an empty text", blocks(section("")), "invalid_blocks"),
                Arguments.of("a long header", blocks(header("plain_text", "x".repeat(151))), "invalid_blocks"),
                Arguments.of("a header in mrkdwn", blocks(header("mrkdwn", "x")), "invalid_blocks"),
                Arguments.of("11 fields", blocks(fields(11, "x")), "invalid_blocks"),
                Arguments.of("a long field", blocks(fields(1, "x".repeat(2001))), "invalid_blocks"),
                Arguments.of("a long button", blocks(buttons(1, "x".repeat(76), "a")), "invalid_blocks"),
                Arguments.of("a long action_id", blocks(buttons(1, "Go", "x".repeat(256))), "invalid_blocks"),
                Arguments.of("26 buttons", blocks(buttons(26, "Go", "a")), "invalid_blocks"),
                Arguments.of("11 context elements", blocks(context(11)), "invalid_blocks"),
                Arguments.of(
                        "a long block_id",
                        blocks("{\"type\":\"divider\",\"block_id\":\"" + "x".repeat(256) + "\"}"),
                        "invalid_blocks"),
                Arguments.of(
                        "a block_id twice",
                        blocks("{\"type\":\"divider\",\"block_id\":\"a\"},{\"type\":\"divider\",\"block_id\":\"a\"}"),
                        "invalid_blocks"),
                Arguments.of(
                        "a bad block inside an attachment",
                        "{\"attachments\":[" + blocks(section("x".repeat(3001))) + "]}",
                        "invalid_blocks"));
    }

    @Test
    void takesAMessageAtEveryLimit() throws Exception {
        String message = "{\"text\":\"" + "x".repeat(40_000) + "\",\"blocks\":["
                + String.join(
                        ",",
                        section("x".repeat(3000)),
                        header("plain_text", "x".repeat(150)),
                        fields(10, "x".repeat(2000)),
                        buttons(25, "x".repeat(75), "x".repeat(255)),
                        context(10),
                        repeat("{\"type\":\"divider\"}", 45))
                + "]}";

        assertThat(client.post("/slack/services/T1/B1/x", message).body()).isEqualTo("ok");
    }

    @Test
    void theWebApiNeedsATokenAndAnswersErrorsWithStatus200() throws Exception {
        HttpResponse<String> anonymous = client.post("/slack/api/chat.postMessage", "{\"channel\":\"C1\"}");
        assertThat(anonymous.statusCode()).isEqualTo(200);
        assertThat(anonymous.body()).isEqualTo("{\"ok\":false,\"error\":\"not_authed\"}");

        JsonNode invalid = api(
                "chat.postMessage", "{\"channel\":\"C1\"," + blocks(section("")).substring(1));
        assertThat(invalid.path("error").asString()).isEqualTo("invalid_blocks");
        assertThat(invalid.at("/response_metadata/messages/0").asString()).contains("/blocks/0/text/text");
    }

    @Test
    void aMessageCanBeUpdatedByItsTimestampOnly() throws Exception {
        JsonNode posted = api("chat.postMessage", "{\"channel\":\"C1\",\"text\":\"firing\"}");
        assertThat(posted.path("ok").asBoolean()).isTrue();
        String timestamp = posted.path("ts").asString();
        assertThat(timestamp).matches("\\d+\\.\\d{6}");

        JsonNode updated = api("chat.update", update("C1", timestamp));
        assertThat(updated.path("ok").asBoolean()).isTrue();
        assertThat(updated.path("ts").asString()).isEqualTo(timestamp);
        assertThat(api("chat.update", update("C1", "1.000000")).path("error").asString())
                .isEqualTo("message_not_found");
        assertThat(api("chat.update", update("C2", timestamp)).path("error").asString())
                .isEqualTo("message_not_found");
    }

    @Test
    void everyMessageHasItsOwnTimestamp() throws Exception {
        String first = api("chat.postMessage", "{\"channel\":\"C1\",\"text\":\"a\"}")
                .path("ts")
                .asString();
        String second = api("chat.postMessage", "{\"channel\":\"C1\",\"text\":\"a\"}")
                .path("ts")
                .asString();
        assertThat(second).isGreaterThan(first);
    }

    private JsonNode api(String method, String body) throws IOException, InterruptedException {
        return SinkJson.MAPPER.readTree(client.post("/slack/api/" + method, body, "Authorization", "Bearer xoxb-1")
                .body());
    }

    private static String update(String channel, String timestamp) {
        return "{\"channel\":\"%s\",\"ts\":\"%s\",\"text\":\"resolved\"}".formatted(channel, timestamp);
    }

    private static String repeat(String item, int times) {
        return String.join(",", java.util.Collections.nCopies(times, item));
    }

    private static String blocks(String blocks) {
        return "{\"blocks\":[" + blocks + "]}";
    }

    private static String section(String text) {
        return "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + text + "\"}}";
    }

    private static String header(String type, String text) {
        return "{\"type\":\"header\",\"text\":{\"type\":\"" + type + "\",\"text\":\"" + text + "\"}}";
    }

    private static String fields(int count, String text) {
        String field = "{\"type\":\"mrkdwn\",\"text\":\"" + text + "\"}";
        return "{\"type\":\"section\",\"fields\":[" + repeat(field, count) + "]}";
    }

    private static String buttons(int count, String text, String action) {
        String button = "{\"type\":\"button\",\"action_id\":\"%s\",\"text\":{\"type\":\"plain_text\",\"text\":\"%s\"}}"
                .formatted(action, text);
        return "{\"type\":\"actions\",\"elements\":[" + repeat(button, count) + "]}";
    }

    private static String context(int count) {
        return "{\"type\":\"context\",\"elements\":[" + repeat("{\"type\":\"mrkdwn\",\"text\":\"x\"}", count) + "]}";
    }
}
