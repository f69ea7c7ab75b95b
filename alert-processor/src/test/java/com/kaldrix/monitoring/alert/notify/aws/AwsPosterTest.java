package com.kaldrix.monitoring.alert.notify.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsPosterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "200 | {} | Delivered",
                "400 | {\"__type\":\"com.amazonaws.x#ThrottlingException\",\"message\":\"Rate exceeded\"} | RetryAfter",
                "400 | {\"__type\":\"ConflictException\",\"Message\":\"opted out\"} | Rejected",
                "400 | {\"__type\":\"ExpiredTokenException\"} | Unavailable",
                "403 | {\"message\":\"The security token included in the request is expired\"} | Unavailable",
                "403 | {\"message\":\"not allowed\"} | Rejected",
                "500 | no JSON | Unavailable",
                "503 | {} | Unavailable",
                "504 | {} | Unknown"
            })
    void saysWhatAnAnswerMeans(int status, String body, String outcome) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            Outcome answered = AwsPosters.of("AKIA", "secret")
                    .send(
                            new AwsCall("POST", url, "sms-voice", "eu-west-1", Map.of(), "{}"),
                            "AWS",
                            Deadline.ofAttempt());
            assertThat(answered.getClass().getSimpleName()).isEqualTo(outcome);
        } finally {
            server.stop(0);
        }
    }
}
