package com.kaldrix.monitoring.local.aws.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Await;
import scala.concurrent.duration.FiniteDuration;

/**
 * The queues of every region, each region a space of its own that comes to life when it is first asked for. Kept in a
 * directory, or in memory only.
 */
public final class QueueRegions implements AutoCloseable {
    /** The account that owns everything here. */
    public static final String ACCOUNT = "000000000000";

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
    private static final String JOURNAL = ".journal";
    private static final int MOST_CONNECTIONS = 1000;
    private static final String SETTINGS = """
            pekko {
              loglevel = "WARNING"
              log-dead-letters = off
              daemonic = on
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 4 }
              http.server { idle-timeout = infinite, request-timeout = 60 s, server-header = "" }
            }
            """;

    private final ActorSystem system;
    private final NodeAddress front;
    private final @Nullable Path directory;
    private final Map<String, QueueRegion> regions = new ConcurrentHashMap<>();
    private final CloseableHttpClient client;

    private QueueRegions(ActorSystem system, NodeAddress front, @Nullable Path directory, CloseableHttpClient client) {
        this.system = system;
        this.front = front;
        this.directory = directory;
        this.client = client;
    }

    /**
     * Starts what the regions share, and the regions that the directory knows.
     *
     * @param frontPort the port of the endpoint on 127.0.0.1 to which queue addresses lead
     * @param directory where queues and messages are kept, or null for memory only
     */
    public static QueueRegions start(int frontPort, @Nullable Path directory) {
        Config config = ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load());
        QueueRegions regions = new QueueRegions(
                ActorSystem.create("sqs", config),
                NodeAddress.apply("http", "127.0.0.1", frontPort, ""),
                directory,
                client());
        regions.startKnown();
        return regions;
    }

    /**
     * The queues of a region.
     *
     * @throws IllegalArgumentException when that is no name of a region
     */
    public QueueRegion region(String name) {
        QueueRegion known = regions.get(name);
        if (known != null) {
            return known;
        }
        if (!REGION.matcher(name).matches()) {
            throw new IllegalArgumentException("no region is called '" + name + "'");
        }
        return regions.computeIfAbsent(name, this::startRegion);
    }

    /** Has ElasticMQ answer an HTTP request for a region. */
    public SqsReply forward(String region, SqsRequest request) throws IOException {
        QueueRegion queues = region(region);
        HttpUriRequestBase forwarded = new HttpUriRequestBase(request.method(), request.uri());
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            forwarded.setHeader(header.getKey(), header.getValue());
        }
        if (request.body().length > 0) {
            forwarded.setEntity(new ByteArrayEntity(
                    request.body(), request.contentType() == null ? null : ContentType.parse(request.contentType())));
        }
        SqsReply reply = client.execute(new HttpHost("127.0.0.1", queues.port()), forwarded, response -> {
            Header type = response.getFirstHeader("Content-Type");
            byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
            return new SqsReply(response.getCode(), type == null ? null : type.getValue(), body);
        });
        if (reply.status() == 200) {
            request.purgedQueue().ifPresent(queues::purged);
        }
        return reply;
    }

    @Override
    public void close() {
        try {
            client.close();
            Await.ready(system.terminate(), FiniteDuration.apply(20, TimeUnit.SECONDS));
            ObjectName metrics = new ObjectName("org.elasticmq:name=Queues");
            if (ManagementFactory.getPlatformMBeanServer().isRegistered(metrics)) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(metrics);
            }
        } catch (InterruptedException | InterruptedIOException interruption) {
            Thread.currentThread().interrupt();
        } catch (IOException | JMException | java.util.concurrent.TimeoutException failure) {
            throw new IllegalStateException("the queues did not end in order", failure);
        }
    }

    private void startKnown() {
        Path kept = directory;
        if (kept == null) {
            return;
        }
        Map<String, Path> known = new TreeMap<>();
        try {
            Files.createDirectories(kept);
            try (var files = Files.newDirectoryStream(kept, "*" + JOURNAL)) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    known.put(name.substring(0, name.length() - JOURNAL.length()), file);
                }
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException("cannot read " + kept, failure);
        }
        known.keySet().forEach(this::region);
    }

    private QueueRegion startRegion(String name) {
        QueueJournal journal = directory == null ? null : QueueJournal.open(directory.resolve(name + JOURNAL));
        return QueueRegion.start(system, name, front, journal);
    }

    private static CloseableHttpClient client() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("")
                .build();
    }
}
