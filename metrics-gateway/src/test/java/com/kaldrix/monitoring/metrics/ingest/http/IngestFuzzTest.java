package com.kaldrix.monitoring.metrics.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.metrics.ingest.firehose.Deliveries;
import com.kaldrix.monitoring.metrics.ingest.otlp.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

/**
 * Damaged bodies of every protocol, through security, filters and controllers: always a success or a status from 400 to 499,
 * in bounded time. The seed of a run is the number of its repetition.
 */
class IngestFuzzTest extends IngestTest {
    private static final int ROUNDS = 250;
    private static final String CHARACTERS = "{}[]\",:\\ex7-\u0000";
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final byte[] OTLP = Samples.everything().toByteArray();
    private static final String OTLP_JSON = """
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"a","value":{"arrayValue":{"values":[{"intValue":"1"}]}}}]},
            "scopeMetrics":[{"metrics":[{"name":"n","unit":"s","histogram":{"aggregationTemporality":1,"dataPoints":[
            {"timeUnixNano":"1772366400000000000","count":"3","sum":2.5,"bucketCounts":["1","2"],"explicitBounds":[1.5],
            "exemplars":[{"asInt":"1","traceId":"00ff","spanId":"00"}],"flags":0}]}}]}]}]}
            """;
    private static final String EMF = """
            {"_aws":{"Timestamp":1772366400000,"CloudWatchMetrics":[{"Namespace":"S","Dimensions":[["d"]],
            "Metrics":[{"Name":"m","Unit":"None"}]}]},"d":"v","m":[1,2.5]}
            """;
    private static final String PUSH = """
            {"metrics":[{"name":"a","labels":{"b":"c"},"value":1.5,"timestamp":1772366400000,"type":"gauge","unit":"u"}]}
            """;
    private static final List<String> REPLACEMENTS = List.of(
            "null",
            "true",
            "-1",
            "1e999",
            "99999999999999999999999999",
            "0.1e-400",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"NaN\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "[".repeat(200),
            "{\"a\":".repeat(40) + "1" + "}".repeat(40),
            "\"" + "x".repeat(3_000) + "\"");

    @RepeatedTest(4)
    void otlpInProtobuf(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        within(() -> check(otlp("application/x-protobuf", bytes(OTLP, random))));
    }

    @RepeatedTest(4)
    void otlpInJson(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        within(() -> check(otlp("application/json", text(OTLP_JSON, random))));
    }

    @RepeatedTest(4)
    void gzip(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] zipped = gzip(OTLP);
        within(() -> check(
                otlp("application/x-protobuf", bytes(zipped, random)).header(HttpHeaders.CONTENT_ENCODING, "gzip")));
    }

    @RepeatedTest(4)
    void firehose(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        within(() -> {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            byte[] body =
                    switch (random.nextInt(3)) {
                        case 0 -> Deliveries.body(id, bytes(Deliveries.otlp(), random));
                        case 1 ->
                            Deliveries.body(id, text(new String(Deliveries.JSON, StandardCharsets.UTF_8), random));
                        default ->
                            text(new String(Deliveries.body(id, Deliveries.JSON), StandardCharsets.UTF_8), random);
                    };
            check(mvc.post()
                    .uri("/firehose/cloudwatch")
                    .header("X-Amz-Firehose-Access-Key", ACCESS_KEY)
                    .contentType("application/json")
                    .content(body));
        });
    }

    @RepeatedTest(4)
    void push(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        within(() -> check(push(text(random.nextBoolean() ? EMF : PUSH, random))));
    }

    @Test
    void bodiesOfManySmallThingsAreNoTroubleEither() {
        String open = "[".repeat(MAX_BODY / 2);
        check(push(utf8(open)));
        check(otlp("application/json", utf8("{\"resourceMetrics\":" + open)));
        check(otlp("application/json", utf8("{\"resourceMetrics\":[" + "{},".repeat(MAX_BODY / 4) + "{}]}")));
        check(push(utf8("{}".repeat(MAX_BODY / 4))));
        check(push(utf8("1 ".repeat(MAX_BODY / 4))));
        byte[] empties = new byte[MAX_BODY / 2 * 2];
        for (int i = 0; i < empties.length; i += 2) {
            empties[i] = 0x0a;
        }
        check(otlp("application/x-protobuf", empties));
        byte[] nested = new byte[MAX_BODY];
        Arrays.fill(nested, (byte) 0x0b);
        check(otlp("application/x-protobuf", nested));
    }

    private MockMvcRequestBuilder otlp(String type, byte[] body) {
        return mvc.post()
                .uri("/v1/metrics")
                .header(HttpHeaders.AUTHORIZATION, INGEST)
                .contentType(type)
                .content(body);
    }

    private MockMvcRequestBuilder push(byte[] body) {
        return mvc.post()
                .uri("/api/v1/metrics")
                .header(HttpHeaders.AUTHORIZATION, INGEST)
                .contentType("application/json")
                .content(body);
    }

    private static void within(Runnable round) {
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }

    private static void check(MockMvcRequestBuilder request) {
        int status = request.exchange().getResponse().getStatus();

        assertThat(status == 200 || status >= 400 && status < 500)
                .as("status %d", status)
                .isTrue();
    }

    /** Truncated, changed, doubled or with lengths that lie. */
    private static byte[] bytes(byte[] good, Random random) {
        byte[] bad = good.clone();
        int changes = random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            byte[] extremes = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, (byte) random.nextInt(256)};
            bad[random.nextInt(bad.length)] = extremes[random.nextInt(extremes.length)];
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bad, random.nextInt(bad.length));
            case 1 -> Arrays.copyOf(bad, bad.length + random.nextInt(50));
            default -> bad;
        };
    }

    /** Truncated, or with a value or a character in place of another. */
    private static byte[] text(String good, Random random) {
        StringBuilder bad = new StringBuilder(good);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bad.length());
            if (random.nextBoolean()) {
                int colon = bad.indexOf(":", at);
                int end = colon < 0 ? -1 : colon + 1 + random.nextInt(Math.min(12, bad.length() - colon));
                if (end > 0) {
                    bad.replace(colon + 1, end, REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())));
                }
            } else {
                bad.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        if (random.nextInt(5) == 0) {
            bad.setLength(random.nextInt(bad.length()));
        }
        return bad.toString().getBytes(StandardCharsets.UTF_8);
    }
}
