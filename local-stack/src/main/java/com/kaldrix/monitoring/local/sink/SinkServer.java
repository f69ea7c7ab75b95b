package com.kaldrix.monitoring.local.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP door: the vendors' endpoints, the control of the sinks and the page, on the loopback interface only. */
final class SinkServer implements AutoCloseable {
    private static final int MAX_BODY = 8 * 1024 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final Map<SinkName, Channel> channels;
    private final Map<SinkName, Vendor> vendors;
    private final SinkControl control;
    private final Map<String, Annex> annexes = new ConcurrentHashMap<>();

    private SinkServer(Map<SinkName, Channel> channels, Map<SinkName, Vendor> vendors, SinkControl control) {
        this.channels = channels;
        this.vendors = vendors;
        this.control = control;
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setName("sinks");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        this.server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        connector.setAcceptQueueSize(512);
        server.addConnector(connector);
        server.setHandler(new Door());
    }

    /**
     * Starts listening.
     *
     * @throws IOException when the port is taken
     */
    static SinkServer start(
            int port, Map<SinkName, Channel> channels, Map<SinkName, Vendor> vendors, SinkControl control)
            throws IOException {
        SinkServer sinks = new SinkServer(channels, vendors, control);
        sinks.connector.setPort(port);
        try {
            sinks.server.start();
        } catch (Exception e) {
            sinks.close();
            throw new IOException("the sinks cannot listen on 127.0.0.1:" + port + ": " + rootMessage(e), e);
        }
        return sinks;
    }

    /** Serves an annex below a path such as {@code /fleet} from now on. */
    void mount(String path, Annex annex) {
        annexes.put(path, annex);
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the sinks did not stop", e);
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private final class Door extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = Request.getPathInContext(request);
            byte[] body = read(request);
            if (body.length > MAX_BODY) {
                send(response, callback, 413, SinkControl.problem(413, "The body is larger than 8 MB."));
                return true;
            }
            Optional<SinkName> vendor = vendorOf(path).filter(vendors::containsKey);
            int end = path.indexOf('/', 1);
            String first = end < 0 ? path : path.substring(0, end);
            Annex annex = annexes.get(first);
            if (annex != null) {
                String text = new String(body, StandardCharsets.UTF_8);
                annex(
                        annex.answer(request.getMethod(), path.substring(first.length()), text),
                        new Exchange(request, response, callback));
            } else if (vendor.isEmpty()) {
                control.answer(request, response, callback, body);
            } else if (asks(request, vendor.get(), path)) {
                Incoming question = incoming(request, path, body);
                Vendor.Reply reply = Objects.requireNonNull(vendors.get(vendor.get()))
                        .judge(question)
                        .reply();
                send(response, callback, reply.status(), reply.body());
            } else if (!takes(vendor.get(), request.getMethod())) {
                response.getHeaders().put(HttpHeader.ALLOW, "POST");
                send(response, callback, 405, SinkControl.problem(405, "Only POST is taken here."));
            } else {
                receive(vendor.get(), incoming(request, path, body), new Exchange(request, response, callback));
            }
            return true;
        }
    }

    private boolean takes(SinkName name, String method) {
        return Objects.requireNonNull(vendors.get(name)).methods().contains(method);
    }

    private boolean asks(Request request, SinkName name, String path) {
        return request.getMethod().equals("GET")
                && Objects.requireNonNull(vendors.get(name)).asks(incoming(request, path, new byte[0]));
    }

    private static Incoming incoming(Request request, String path, byte[] body) {
        String query = request.getHttpURI().getQuery();
        String rest = path.substring(path.indexOf('/', 1));
        return new Incoming(query == null ? rest : rest + "?" + query, headers(request), body);
    }

    private static void annex(Annex.Answer answer, Exchange exchange) {
        if (answer.drop()) {
            reset(exchange);
        } else {
            send(exchange.response(), exchange.callback(), answer.status(), answer.contentType(), answer.text());
        }
    }

    private record Exchange(Request request, Response response, Callback callback) {}

    private static Optional<SinkName> vendorOf(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? Optional.empty() : SinkName.of(path.substring(1, end));
    }

    private void receive(SinkName name, Incoming incoming, Exchange exchange) throws InterruptedException {
        Channel channel = Objects.requireNonNull(channels.get(name));
        Vendor vendor = Objects.requireNonNull(vendors.get(name));
        Vendor.Judgement judgement = vendor.judge(incoming);
        Behaviour behaviour = channel.behaviours().next(incoming.path()).orElse(null);
        String refusal = behaviour == null ? null : behaviour.refusal().orElse(null);
        if (behaviour != null && refusal != null) {
            Integer status = behaviour.status();
            JsonNode reply = vendor.trouble(status == null ? 0 : status, incoming);
            channel.journal()
                    .record(
                            arrival(name, incoming, vendor.key(incoming), judgement.body(), reply),
                            new Verdict.Misbehaved(refusal));
            Thread.sleep(behaviour.delay());
            if (status == null) {
                reset(exchange);
            } else {
                retryAfter(exchange.response(), behaviour.retryAfter());
                send(exchange.response(), exchange.callback(), status, reply);
            }
            return;
        }
        boolean drop = behaviour != null && behaviour.drop() == Behaviour.Drop.ACCEPT_THEN_RESET;
        Verdict.Rejected rejection = judgement.rejection();
        Verdict verdict = rejection == null ? new Verdict.Accepted(!drop) : rejection;
        JsonNode reply = judgement.reply().body();
        Receipt receipt = channel.journal()
                .record(arrival(name, incoming, vendor.key(incoming), judgement.body(), reply), verdict);
        if (behaviour != null) {
            Thread.sleep(behaviour.delay());
        }
        if (drop) {
            reset(exchange);
            return;
        }
        if (name == SinkName.WEBHOOK && reply instanceof ObjectNode answer) {
            reply = answer.deepCopy().put("delivery", receipt.duplicate() ? "duplicate" : "new");
        }
        send(exchange.response(), exchange.callback(), judgement.reply().status(), reply);
    }

    private static Arrival arrival(
            SinkName name, Incoming incoming, @Nullable String key, JsonNode body, JsonNode reply) {
        return new Arrival(name, incoming.path(), key, incoming.keptHeaders(), body, reply);
    }

    private static void retryAfter(Response response, @Nullable String value) {
        if (value != null) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, value);
        }
    }

    /** Closes the connection so that the peer sees a reset, not an orderly end. */
    private static void reset(Exchange exchange) {
        EndPoint endPoint =
                exchange.request().getConnectionMetaData().getConnection().getEndPoint();
        try {
            if (endPoint.getTransport() instanceof SocketChannel channel) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException alreadyClosed) {
            exchange.callback().failed(alreadyClosed);
            return;
        }
        endPoint.close();
        exchange.callback().failed(new IOException("reset on purpose"));
    }

    static void send(Response response, Callback callback, int status, JsonNode body) {
        boolean plain = body.isString();
        String text = plain ? body.asString() : body.toString();
        send(response, callback, status, plain ? "text/plain;charset=utf-8" : "application/json", text);
    }

    static void send(Response response, Callback callback, int status, String type, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        boolean empty = status == 204 || status == 304;
        ByteBuffer content = empty ? ByteBuffer.allocate(0) : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        response.write(true, content, callback);
    }

    private static byte[] read(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            return in.readNBytes(MAX_BODY + 1);
        }
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.merge(field.getName().toLowerCase(Locale.ROOT), field.getValue(), (a, b) -> a + ", " + b);
        }
        return headers;
    }
}
