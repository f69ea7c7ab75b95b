package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Objects of one kind, kept as the cluster has them: listed once, watched from there on, and listed again when the watch
 * cannot go on. What is known stays known while the server is away.
 */
final class ObjectWatch implements Objects.Known, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectWatch.class);
    private static final String PAGE = "500";
    private static final String WATCH_SECONDS = "300";
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 30_000;
    private static final int MOST_OBJECTS = 200_000;

    private final KubernetesApi api;
    private final String path;
    private final Map<String, String> selection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private Map<String, JsonNode> objects = new LinkedHashMap<>();
    private String version = "";
    private long changes;
    private long failures;
    private volatile boolean closed;
    private volatile @Nullable InputStream open;

    /**
     * @param path of the list, such as {@code /api/v1/pods}
     * @param selection {@code labelSelector} and {@code fieldSelector}; may be empty
     */
    ObjectWatch(KubernetesApi api, String path, Map<String, String> selection) {
        this.api = api;
        this.path = path;
        this.selection = Map.copyOf(selection);
    }

    /** Lists and watches until closed. */
    void run() {
        long pause = FIRST_PAUSE;
        while (!closed) {
            try {
                if (version.isEmpty()) {
                    list();
                }
                watch();
                pause = FIRST_PAUSE;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KubernetesApi.RefusedException e) {
                version = "";
                pause = e.isTooOld() ? FIRST_PAUSE : failed(e, pause);
            } catch (IOException | RuntimeException e) {
                if (!closed) {
                    pause = failed(e, pause);
                }
            }
            pause(pause);
        }
    }

    private long failed(Exception failure, long pause) {
        lock.lock();
        try {
            failures++;
        } finally {
            lock.unlock();
        }
        LOG.atWarn()
                .addKeyValue("path", path)
                .addKeyValue("reason", failure.toString())
                .log("The cluster cannot be asked for targets; those that are known are kept");
        return Math.min(LONGEST_PAUSE, pause * 2);
    }

    private void pause(long millis) {
        lock.lock();
        try {
            if (!closed && !closing.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.atTrace().addKeyValue("path", path).log("Watching on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void list() throws IOException, InterruptedException {
        Map<String, JsonNode> fresh = new LinkedHashMap<>();
        String more = "";
        do {
            Map<String, String> query = new LinkedHashMap<>(selection);
            query.put("limit", PAGE);
            query.put("continue", more);
            JsonNode page = api.list(path, query);
            for (JsonNode object : page.path("items")) {
                fresh.put(Objects.key(object), object);
            }
            if (fresh.size() > MOST_OBJECTS) {
                throw new IOException("the cluster has more than " + MOST_OBJECTS + " of " + path);
            }
            more = page.path("metadata").path("continue").asString("");
            version = page.path("metadata").path("resourceVersion").asString("");
        } while (!more.isEmpty());
        lock.lock();
        try {
            objects = fresh;
            changes++;
        } finally {
            lock.unlock();
        }
    }

    private void watch() throws IOException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>(selection);
        query.put("watch", "true");
        query.put("allowWatchBookmarks", "true");
        query.put("timeoutSeconds", WATCH_SECONDS);
        query.put("resourceVersion", version);
        try {
            api.watch(path, query, this::opened, this::take);
        } finally {
            open = null;
        }
    }

    private void opened(InputStream stream) {
        open = stream;
        if (closed) {
            close();
        }
    }

    private void take(JsonNode event) {
        JsonNode object = event.path("object");
        String type = event.path("type").asString("");
        if (type.equals("ERROR")) {
            version = "";
            throw new IllegalStateException(
                    "the watch ended: " + object.path("message").asString("unknown reason"));
        }
        version = object.path("metadata").path("resourceVersion").asString(version);
        if (type.equals("BOOKMARK")) {
            return;
        }
        lock.lock();
        try {
            if (type.equals("DELETED")) {
                objects.remove(Objects.key(object));
            } else if (objects.size() < MOST_OBJECTS) {
                objects.put(Objects.key(object), object);
            }
            changes++;
        } finally {
            lock.unlock();
        }
    }

    /** A number that grows with each change. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    long failures() {
        lock.lock();
        try {
            return failures;
        } finally {
            lock.unlock();
        }
    }

    List<JsonNode> all() {
        lock.lock();
        try {
            return List.copyOf(objects.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<JsonNode> find(String key) {
        lock.lock();
        try {
            return Optional.ofNullable(objects.get(key));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        InputStream stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("A watch did not close cleanly");
            }
        }
    }
}
