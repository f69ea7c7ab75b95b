package com.kaldrix.monitoring.local.remotewrite;

import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Behaviours;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A remote-write target on 127.0.0.1 that takes both versions, keeps every sample (or only counts), and can be told to
 * misbehave or taken away. It takes samples in any order, and the same ones again, as a target for tests must.
 *
 * <p>All methods may be called by several threads.
 */
public final class RecordingTarget implements AutoCloseable {
    private static final int LARGEST_BODY = 32 << 20;
    private static final String PATH = "/api/v1/write";

    private final boolean keep;
    private final int port;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Behaviours behaviours = new Behaviours();
    private final Map<SortedMap<String, String>, RecordedSeries> series = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private @Nullable HttpServer server;

    private RecordingTarget(int port, boolean keep) throws IOException {
        this.keep = keep;
        this.port = listen(port);
    }

    /** Starts a target that keeps what comes; port 0 is any free one. */
    public static RecordingTarget start(int port) throws IOException {
        return new RecordingTarget(port, true);
    }

    /** Starts a target that reads what comes and only counts it, for loads that no memory holds. */
    public static RecordingTarget counting(int port) throws IOException {
        return new RecordingTarget(port, false);
    }

    private synchronized int listen(int wanted) throws IOException {
        int chosen = wanted == 0 ? LocalPorts.free() : wanted;
        HttpServer started = LocalPorts.reopen(
                () -> HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), chosen), 200));
        started.setExecutor(workers);
        started.createContext(PATH, this::receive);
        started.start();
        server = started;
        return started.getAddress().getPort();
    }

    /** Where samples are to be posted. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port + PATH);
    }

    /** Takes the target away: connections are cut and refused until {@link #comeBack()}. What came stays. */
    public synchronized void leave() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Brings it back on the same port. */
    public synchronized void comeBack() {
        if (server == null) {
            try {
                listen(port);
            } catch (IOException taken) {
                throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, taken);
            }
        }
    }

    /** Makes it misbehave: refuse with a status such as 400, 429 or 503, answer late, or cut the connection. */
    public void misbehave(Behaviour behaviour) {
        behaviours.arm(behaviour);
    }

    /** Makes it behave again. */
    public void behave() {
        behaviours.disarm();
    }

    /** What came of each series; empty for a target that only counts. */
    public Map<SortedMap<String, String>, RecordedSeries> series() {
        return Map.copyOf(series);
    }

    /** What came of the series with exactly these labels. */
    public Optional<RecordedSeries> series(Map<String, String> labels) {
        return Optional.ofNullable(series.get(new TreeMap<>(labels)));
    }

    /** What came of a load so far; labels that were added on the way make no difference. */
    public Arrived arrived() {
        Map<String, RecordedSeries> byIdentity = new HashMap<>();
        series.forEach((labels, one) -> {
            if (LoadShape.NAME.equals(labels.get("__name__"))) {
                byIdentity.put(labels.getOrDefault(LoadShape.IDENTITY, ""), one);
            }
        });
        return identity -> {
            RecordedSeries one = byIdentity.get(identity);
            return one == null ? new long[0] : one.sortedTimestamps();
        };
    }

    /** How many requests were taken. */
    public long requests() {
        return requests.sum();
    }

    /** How many samples were taken, those that came twice twice. */
    public long samples() {
        return samples.sum();
    }

    /** How many requests were refused because it was told to, or because they were malformed. */
    public long refused() {
        return refused.sum();
    }

    /** Forgets what came. */
    public void clear() {
        series.clear();
        requests.reset();
        samples.reset();
        refused.reset();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            Behaviour behaviour =
                    behaviours.next(exchange.getRequestURI().getPath()).orElse(null);
            if (behaviour != null && behaviour.refusal().isPresent()) {
                refuse(exchange, behaviour);
                return;
            }
            Answer answer = take(exchange, body);
            if (behaviour != null) {
                pause(behaviour);
                if (behaviour.drop() == Behaviour.Drop.ACCEPT_THEN_RESET) {
                    return;
                }
            }
            answer(exchange, answer);
        }
    }

    private record Answer(int status, String text, WriteDecoder.@Nullable Request written) {}

    private Answer take(HttpExchange exchange, byte[] body) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return refusal(405, "only POST is taken here");
        }
        Headers headers = exchange.getRequestHeaders();
        Optional<Version> version = Version.of(headers.getFirst("Content-Type"));
        String encoding = headers.getFirst("Content-Encoding");
        if (version.isEmpty() || (encoding != null && !encoding.equals("snappy"))) {
            return refusal(415, "remote write 1.0 or 2.0 in snappy's block format is wanted");
        }
        if (body.length > LARGEST_BODY) {
            return refusal(413, "the body is larger than 32 MB");
        }
        WriteDecoder.Request request;
        try {
            request = WriteDecoder.decode(version.get(), body);
        } catch (IllegalArgumentException malformed) {
            return refusal(400, String.valueOf(malformed.getMessage()));
        }
        if (keep) {
            request.series()
                    .forEach(one -> series.computeIfAbsent(one.labels(), labels -> new RecordedSeries())
                            .add(one));
        }
        samples.add(request.samples());
        requests.increment();
        return new Answer(204, "", version.get() == Version.V2 ? request : null);
    }

    private Answer refusal(int status, String text) {
        refused.increment();
        return new Answer(status, text, null);
    }

    private void refuse(HttpExchange exchange, Behaviour behaviour) throws IOException {
        refused.increment();
        pause(behaviour);
        Integer status = behaviour.status();
        // Without an answer the connection is closed when the exchange is.
        if (status != null) {
            if (behaviour.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", behaviour.retryAfter());
            }
            answer(exchange, new Answer(status, "told to refuse", null));
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        WriteDecoder.Request written = answer.written();
        if (written != null) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("X-Prometheus-Remote-Write-Samples-Written", Integer.toString(written.samples()));
            headers.set("X-Prometheus-Remote-Write-Histograms-Written", Integer.toString(written.histograms()));
            headers.set("X-Prometheus-Remote-Write-Exemplars-Written", Integer.toString(written.exemplars()));
        }
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        if (text.length > 0) {
            exchange.getResponseBody().write(text);
        }
    }

    private static void pause(Behaviour behaviour) throws IOException {
        try {
            Thread.sleep(behaviour.delay());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting", stopping);
        }
    }

    @Override
    public void close() {
        leave();
        workers.shutdownNow();
    }
}
