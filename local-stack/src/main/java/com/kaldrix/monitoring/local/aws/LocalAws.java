package com.kaldrix.monitoring.local.aws;

import com.kaldrix.monitoring.local.aws.cloudwatch.CloudWatch;
import com.kaldrix.monitoring.local.aws.cloudwatch.MetricInbox;
import com.kaldrix.monitoring.local.aws.sns.Sns;
import com.kaldrix.monitoring.local.aws.sns.TopicEmail;
import com.kaldrix.monitoring.local.aws.sqs.QueueRegions;
import com.kaldrix.monitoring.local.net.LocalPorts;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * SQS, SNS and CloudWatch's metric data of every region behind one endpoint on 127.0.0.1, for the SDKs of AWS as they are. The
 * region is the one that a request is signed for; credentials may be any. A publish is answered when every subscribed queue has the message.
 *
 * <p>All methods may be called by several threads.
 */
public final class LocalAws implements AutoCloseable {
    /** The port that tools expect of a local AWS. */
    public static final int DEFAULT_PORT = 4566;

    /** The account that owns all topics and queues. */
    public static final String ACCOUNT = QueueRegions.ACCOUNT;

    private static final int BACKLOG = 200;

    private final int port;
    private final QueueRegions queues;
    private final Sns sns;
    private final CloudWatch cloudWatch;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final @Nullable StateLock lock;
    private @Nullable HttpServer server;
    private boolean closed;

    static {
        // Without it an answer waits for the client's delayed acknowledgement, some 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private LocalAws(int port, @Nullable Path state, Clock clock) {
        this.port = port;
        lock = state == null ? null : StateLock.take(state);
        queues = QueueRegions.start(port, state == null ? null : state.resolve("sqs"));
        sns = new Sns(endpoint(), state == null ? null : state.resolve("sns.json"), queues, clock);
        cloudWatch = new CloudWatch(clock);
    }

    /**
     * Starts with everything in memory.
     *
     * @param port on 127.0.0.1, or 0 for any free one
     */
    public static LocalAws inMemory(int port) {
        return start(port, null);
    }

    /**
     * Starts with topics, subscriptions, queues and messages kept in a directory, and brings back what it has.
     *
     * @param state made when missing; for one process at a time
     * @param port on 127.0.0.1, or 0 for any free one
     */
    public static LocalAws keptIn(Path state, int port) {
        return start(port, state.toAbsolutePath().normalize());
    }

    private static LocalAws start(int port, @Nullable Path state) {
        LocalAws aws = new LocalAws(port == 0 ? LocalPorts.free() : port, state, Clock.systemUTC());
        try {
            aws.resume();
            return aws;
        } catch (RuntimeException failure) {
            aws.close();
            throw failure;
        }
    }

    /** Where the SDKs are to be pointed. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The port of the endpoint, the same for the life of this object. */
    public int port() {
        return port;
    }

    /** Takes AWS away: connections are cut and refused until {@link #resume()}. Nothing that was accepted is lost. */
    public synchronized void pause() {
        HttpServer running = server;
        server = null;
        if (running != null) {
            running.stop(0);
        }
    }

    /** Brings AWS back after {@link #pause()}, on the same port. */
    public synchronized void resume() {
        if (closed) {
            throw new IllegalStateException("this AWS is closed");
        }
        if (server != null) {
            return;
        }
        try {
            HttpServer started = LocalPorts.reopen(() -> HttpServer.create(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    BACKLOG,
                    "/",
                    new FrontDoor(sns, queues, cloudWatch)));
            started.setExecutor(workers);
            started.start();
            server = started;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, failure);
        }
    }

    /**
     * Takes what goes to subscriptions by email: the address and the mail. Called after the publisher has its answer, and a
     * few times more when it throws. Subscriptions by email made from now on need no confirmation; without a mailbox they
     * stay pending.
     */
    public void emailDelivery(BiConsumer<String, TopicEmail> mailbox) {
        sns.emailDelivery(mailbox);
    }

    /** Takes what goes to CloudWatch as metric data; without an inbox it is taken and forgotten. */
    public void metricData(MetricInbox inbox) {
        cloudWatch.deliverTo(inbox);
    }

    /** Ends everything; what was kept stays. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            pause();
            sns.close();
            queues.close();
            workers.shutdownNow();
            if (lock != null) {
                lock.release();
            }
        }
    }
}
