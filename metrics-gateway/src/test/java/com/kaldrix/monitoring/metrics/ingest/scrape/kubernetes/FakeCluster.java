package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An API server that lists what it has and streams changes, as far as a client of lists and watches can tell. */
final class FakeCluster implements AutoCloseable {
    private static final String END = "";

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, String>> objects = new LinkedHashMap<>();
    private final Map<String, BlockingQueue<String>> watchers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile int pageSize = Integer.MAX_VALUE;
    private int version = 100;

    FakeCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked for: path, query and authorization. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What every request is answered with from now on. */
    void status(int value) {
        status = value;
    }

    /** How many objects a page of a list has. */
    void pageSize(int value) {
        pageSize = value;
    }

    private Map<String, String> of(String path) {
        return objects.computeIfAbsent(path, key -> new LinkedHashMap<>());
    }

    /** An object is there, or has changed; {@code json} holds a place for its version. */
    synchronized void put(String path, String name, String json) {
        // Events stand on one line each.
        String versioned = json.replace("VERSION", Integer.toString(++version)).replace("\n", " ");
        boolean before = of(path).put(name, versioned) != null;
        send(path, "{\"type\":\"" + (before ? "MODIFIED" : "ADDED") + "\",\"object\":" + versioned + "}");
    }

    /** An object is gone. */
    synchronized void delete(String path, String name) {
        String last = Objects.requireNonNull(of(path).remove(name));
        send(path, "{\"type\":\"DELETED\",\"object\":" + last + "}");
    }

    /** Removes an object while nobody hears of it. */
    synchronized void deleteSilently(String path, String name) {
        of(path).remove(name);
    }

    /** The watch cannot go on from where it is. */
    synchronized void expire(String path) {
        send(path, "{\"type\":\"ERROR\",\"object\":{\"code\":410,\"message\":\"too old resource version\"}}");
        endWatch(path);
    }

    /** The server ends the watch, as it does every few minutes. */
    synchronized void endWatch(String path) {
        send(path, END);
        watchers.remove(path);
    }

    boolean isWatched(String path) {
        return watchers.containsKey(path);
    }

    private void send(String path, String event) {
        BlockingQueue<String> watcher = watchers.get(path);
        if (watcher != null) {
            watcher.add(event);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            requests.add(path + "?" + query + " " + authorization);
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
            } else if (query.contains("watch=true")) {
                watch(exchange, path);
            } else {
                list(exchange, path, query);
            }
        }
    }

    private void list(HttpExchange exchange, String path, String query) throws IOException {
        byte[] body = page(path, query).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private synchronized String page(String path, String query) {
        List<String> all = List.copyOf(of(path).values());
        int from = query.contains("continue=") ? Integer.parseInt(query.replaceAll(".*continue=(\\d+).*", "$1")) : 0;
        int to = Math.min(all.size(), from + Math.min(pageSize, all.size()));
        String more = to < all.size() ? ",\"continue\":\"" + to + "\"" : "";
        return "{\"metadata\":{\"resourceVersion\":\"" + version + "\"" + more + "},\"items\":["
                + String.join(",", all.subList(from, to)) + "]}";
    }

    private void watch(HttpExchange exchange, String path) throws IOException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.flush();
        watchers.put(path, events);
        try {
            for (String event = events.take(); !event.equals(END); event = events.take()) {
                body.write((event + "\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
