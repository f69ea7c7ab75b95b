package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.notify.Deliveries.Claim;
import com.kaldrix.monitoring.alert.notify.Deliveries.Claims;
import com.kaldrix.monitoring.alert.notify.Deliveries.DueChannel;
import com.kaldrix.monitoring.common.work.Pauses;
import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends what must be sent: looks for channels that have something to say, takes as much in hand as their limits and their
 * health allow, and says it, each message on a thread of its own, so that a slow channel holds up nobody but itself.
 */
@Component
class Dispatcher implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LEASE = Duration.ofSeconds(Channel.TIMEOUT_SECONDS + 5);
    /** How long replicas that were cut off from the database have to write down how their attempts ended. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Deliveries deliveries;
    private final Channels channels;
    private final Breakers breakers;
    private final DeliveryProperties properties;
    private final DeliveryJournal journal;
    private final Clock clock;
    private final Map<String, Semaphore> room = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("send-", 0).factory());
    private volatile long reclaimNotBefore = System.nanoTime();
    private volatile boolean stopping;

    Dispatcher(
            Deliveries deliveries,
            Channels channels,
            Breakers breakers,
            DeliveryProperties properties,
            DeliveryJournal journal,
            Clock clock) {
        this.deliveries = deliveries;
        this.channels = channels;
        this.breakers = breakers;
        this.properties = properties;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "dispatcher";
    }

    @Override
    public Duration run(Wake wake) {
        try {
            if (System.nanoTime() - reclaimNotBefore >= 0) {
                deliveries.reclaimLost();
            }
            deliveries.expire(clock.instant()).forEach(journal::expired);
            Duration next = properties.pollInterval();
            for (DueChannel channel : deliveries.due()) {
                Duration again = serve(channel, wake);
                if (again.isPositive() && again.compareTo(next) < 0) {
                    next = again;
                }
            }
            return next;
        } catch (DataAccessException | TransactionException e) {
            reclaimNotBefore = System.nanoTime() + GRACE.toNanos();
            throw e;
        }
    }

    private Duration serve(DueChannel channel, Wake wake) {
        Semaphore free = room.computeIfAbsent(channel.key(), key -> new Semaphore(properties.concurrency()));
        int most = breakers.permits(channel.key(), free.availablePermits());
        if (stopping || most == 0 || !free.tryAcquire(most)) {
            return Duration.ZERO;
        }
        int begun = 0;
        try {
            Claims claims = deliveries.claim(channel, most, properties.limit(channel.kind()), LEASE);
            for (Claim claim : claims.claims()) {
                var unused = senders.submit(() -> {
                    try {
                        send(claim);
                    } finally {
                        free.release();
                        wake.now();
                    }
                });
                begun++;
            }
            return claims.comeAgainIn();
        } finally {
            free.release(most - begun);
        }
    }

    private void send(Claim claim) {
        if (stopping || !breakers.acquire(claim.channel())) {
            persist(claim, () -> deliveries.release(claim));
            return;
        }
        long start = System.nanoTime();
        Attempt attempt = attempt(claim);
        Outcome outcome = attempt.outcome();
        breakers.record(claim.channel(), outcome, System.nanoTime() - start);
        persist(claim, () -> journal.finish(claim, attempt, Backoff.after(claim.attempt(), outcome, properties)));
    }

    private Attempt attempt(Claim claim) {
        try {
            return channels.send(claim.address(), claim.notification(), claim.earlier(), claim.uncertain());
        } catch (RuntimeException e) {
            // A channel never throws for what the other side does: this is a defect, and a page must survive it.
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("delivery", claim.id())
                    .addKeyValue("integration", claim.address())
                    .log("A channel failed from within");
            return Attempt.of(new Outcome.Unknown(
                    "the channel failed from within: " + e.getClass().getSimpleName()));
        }
    }

    /** Writes down how an attempt ended, for as long as it takes: the database may be away. */
    private void persist(Claim claim, Runnable write) {
        for (int attempt = 0; ; attempt++) {
            try {
                write.run();
                return;
            } catch (DataAccessException | TransactionException e) {
                reclaimNotBefore = System.nanoTime() + GRACE.toNanos();
                if (attempt == 0) {
                    LOG.atWarn()
                            .setCause(e)
                            .addKeyValue("delivery", claim.id())
                            .log("The end of an attempt cannot be written down yet");
                }
                if (!Pauses.sleep(Duration.ofMillis(200))) {
                    return;
                }
            }
        }
    }

    @Override
    public void stop(Duration most) {
        stopping = true;
        senders.shutdown();
        if (!Pauses.await(senders, most)) {
            LOG.atWarn().log("Messages were still under way at the end; another replica will send them again");
            senders.shutdownNow();
        }
    }
}
