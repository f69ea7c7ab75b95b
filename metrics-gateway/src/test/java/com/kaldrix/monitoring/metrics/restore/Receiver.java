package com.kaldrix.monitoring.metrics.restore;

import com.kaldrix.monitoring.metrics.wire.DecodedRequest;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of remote write that says what it is told to say, and takes everything when it is told nothing. */
final class Receiver implements AutoCloseable {
    final List<DecodedRequest> taken = new CopyOnWriteArrayList<>();
    final List<Headers> headers = new CopyOnWriteArrayList<>();
    final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private volatile Runnable afterEach = () -> {};

    /** What is answered to a request. */
    record Answer(int status, String text, Map<String, String> headers) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        server.createContext("/", this::handle);
        server.start();
    }

    void answer(int status, String text, Map<String, String> more) {
        answers.add(new Answer(status, text, more));
    }

    /** Is run before each answer. */
    void meanwhile(Runnable action) {
        afterEach = action;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/write";
    }

    /** Every sample that was taken, as series and time, in the order in which they came. */
    List<String> said() {
        List<String> said = new ArrayList<>();
        for (DecodedRequest request : taken) {
            request.series()
                    .forEach(series -> series.points()
                            .forEach(point -> said.add(series.labels() + " " + point.timestamp() + " " + point.bits()
                                    + point.histogram() + " " + point.start())));
        }
        return said;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer = answers.poll();
            headers.add(exchange.getRequestHeaders());
            if (answer == null) {
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                taken.add(type.contains("v2") ? DecodedRequest.v2(body) : DecodedRequest.v1(body));
                afterEach.run();
                exchange.sendResponseHeaders(204, -1);
            } else {
                afterEach.run();
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
                exchange.getResponseBody().write(text);
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
