package com.kaldrix.monitoring.metrics.forward.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T14:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> answerHeaders = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();
    private int status = 204;
    private String text = "";
    private HttpServer server;
    private Endpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getRequestHeaders().forEach((name, values) -> seen.put(name, values.getFirst()));
            answerHeaders.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/write");
        endpoint = new HttpEndpoint(
                http, url, Duration.ofSeconds(5), (to, headers, body) -> Map.of("X-Scope-OrgID", "me"), clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    private Answer send(WriteProtocol protocol) throws InterruptedException {
        return endpoint.send(protocol, new byte[] {1, 2});
    }

    @Test
    void sendsTheHeadersOfTheProtocolAndOurOwn() throws InterruptedException {
        assertThat(send(WriteProtocol.V1)).isEqualTo(new Answer.Written());
        assertThat(seen)
                .containsEntry("Content-type", "application/x-protobuf")
                .containsEntry("Content-encoding", "snappy")
                .containsEntry("X-prometheus-remote-write-version", "0.1.0")
                .containsEntry("X-scope-orgid", "me")
                .containsEntry("Content-length", "2");
    }

    @Test
    void holdsATargetThatDoesNotSayWhatItWroteForOneOfVersionOne() throws InterruptedException {
        assertThat(send(WriteProtocol.V2)).isInstanceOf(Answer.OtherProtocol.class);
        answerHeaders.put("X-Prometheus-Remote-Write-Samples-Written", "7");

        assertThat(send(WriteProtocol.V2)).isEqualTo(new Answer.Written());
    }

    @Test
    void tellsWhatIsWorthAnotherTry() throws InterruptedException {
        status = 503;
        text = "overloaded\nvery";
        assertThat(send(WriteProtocol.V1)).isEqualTo(new Answer.Later("503 overloaded very", Duration.ZERO));
        status = 429;
        text = "";
        answerHeaders.put("Retry-After", "7");
        assertThat(send(WriteProtocol.V1)).isEqualTo(new Answer.Later("429 ", Duration.ofSeconds(7)));
        answerHeaders.put("Retry-After", "Wed, 25 Nov 2026 14:00:30 GMT");
        assertThat(send(WriteProtocol.V1)).isEqualTo(new Answer.Later("429 ", Duration.ofSeconds(30)));
        answerHeaders.put("Retry-After", "soon");
        assertThat(send(WriteProtocol.V1)).isEqualTo(new Answer.Later("429 ", Duration.ZERO));
    }

    @Test
    void tellsWhatIsNot() throws InterruptedException {
        status = 400;
        text = "out of order sample";
        assertThat(send(WriteProtocol.V1)).isEqualTo(new Answer.Refused(400, -1, "400 out of order sample"));
        answerHeaders.put("X-Prometheus-Remote-Write-Samples-Written", "5");
        answerHeaders.put("X-Prometheus-Remote-Write-Histograms-Written", "2");
        assertThat(send(WriteProtocol.V2)).isEqualTo(new Answer.Refused(400, 7, "400 out of order sample"));
        status = 415;
        assertThat(send(WriteProtocol.V2)).isInstanceOf(Answer.OtherProtocol.class);
        assertThat(send(WriteProtocol.V1)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void comesAgainWhenNobodyAnswers() throws InterruptedException {
        server.stop(0);

        assertThat(send(WriteProtocol.V1)).isInstanceOf(Answer.Later.class);
    }
}
