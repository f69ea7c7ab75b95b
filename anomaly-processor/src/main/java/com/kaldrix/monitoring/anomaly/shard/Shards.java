package com.kaldrix.monitoring.anomaly.shard;

import com.kaldrix.monitoring.anomaly.shard.Leases.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes this replica's share of the shards and works on each in a thread of its own. Shards beyond the fair share go to others,
 * with their state kept before; so do all of them when the service stops. A replica that dies is not heard of for the length of
 * a lease, and then its shards are taken by the others.
 */
final class Shards implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(18);

    private final Leases leases;
    private final Member member;
    private final ShardWork.Start work;
    private final ShardProperties properties;
    private final Map<Integer, Runner> running = new TreeMap<>();
    private CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    Shards(Leases leases, Member member, ShardWork.Start work, ShardProperties properties) {
        this.leases = leases;
        this.member = member;
        this.work = work;
        this.properties = properties;
    }

    @Override
    public void start() {
        leases.provide(properties.count());
        stopped = new CountDownLatch(1);
        thread = Thread.ofVirtual().name("shards").start(this::run);
    }

    private void run() {
        try {
            do {
                try {
                    balance();
                } catch (RuntimeException e) {
                    LOG.atWarn().setCause(e).log("Leases cannot be renewed for now");
                }
            } while (!stopped.await(properties.renewEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Renews what is held, lets go of what is lost or too much, and takes what is free. */
    synchronized void balance() {
        if (stopped.getCount() == 0) {
            return;
        }
        running.values().removeIf(Runner::hasEnded);
        List<Lease> held = held();
        List<Lease> renewed = leases.renew(member, held, properties.validFor());
        held.stream().filter(lease -> !renewed.contains(lease)).forEach(this::lost);
        int fair = leases.fairShare();
        List<Runner> staying =
                running.values().stream().filter(runner -> !runner.isLeaving()).toList();
        staying.stream()
                .sorted(Comparator.comparing((Runner runner) -> prefers(runner.lease.shard())))
                .limit(Math.max(0, staying.size() - fair))
                .forEach(Runner::leave);
        if (staying.size() < fair) {
            leases.claim(member, fair - staying.size(), properties.validFor()).forEach(this::begin);
        }
    }

    private boolean prefers(int shard) {
        return shard % member.replicas() == member.ordinal() % member.replicas();
    }

    private void lost(Lease lease) {
        LOG.atWarn().addKeyValue("shard", lease.shard()).log("A shard is worked on by somebody else");
        Runner runner = running.remove(lease.shard());
        if (runner != null) {
            runner.abandon();
        }
    }

    private void begin(Lease lease) {
        LOG.atInfo()
                .addKeyValue("shard", lease.shard())
                .addKeyValue("token", lease.token())
                .log("A shard is taken");
        Runner before = running.get(lease.shard());
        if (before != null) {
            before.abandon();
        }
        Runner runner = new Runner(lease);
        running.put(lease.shard(), runner);
        runner.start();
    }

    /** The leases that are held at the moment. */
    synchronized List<Lease> held() {
        return running.values().stream().map(runner -> runner.lease).toList();
    }

    @Override
    public void stop() {
        stopped.countDown();
        List<Runner> ending;
        synchronized (this) {
            ending = new ArrayList<>(running.values());
        }
        ending.forEach(Runner::leave);
        long deadline = System.nanoTime() + STOP.toNanos();
        try {
            Thread balancing = thread;
            for (Thread each : Stream.concat(
                            Stream.ofNullable(balancing), ending.stream().map(runner -> runner.thread))
                    .toList()) {
                if (!each.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    each.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        try {
            leases.leave(member);
        } catch (RuntimeException e) {
            LOG.atInfo().setCause(e).log("The others find out by themselves that this replica has ended");
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the web server stops and after it started: nothing of it is needed from outside. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 2048;
    }

    /** Works on one shard until it is to go or is lost. */
    private final class Runner {
        private final Lease lease;
        private final CountDownLatch leaving = new CountDownLatch(1);
        private final Thread thread;
        private volatile boolean abandoned;

        private Runner(Lease lease) {
            this.lease = lease;
            this.thread =
                    Thread.ofPlatform().name("shard-" + lease.shard()).daemon().unstarted(this::run);
        }

        private void start() {
            thread.start();
        }

        /** Another is to have it; its state is kept and the lease given back. */
        private void leave() {
            leaving.countDown();
        }

        /** Another has it already. */
        private void abandon() {
            abandoned = true;
            leaving.countDown();
            thread.interrupt();
        }

        private boolean isLeaving() {
            return leaving.getCount() == 0;
        }

        private boolean hasEnded() {
            return !thread.isAlive();
        }

        private void run() {
            try {
                boolean again = true;
                while (again) {
                    again = once();
                }
                if (!abandoned) {
                    leases.release(lease);
                }
            } catch (LostLeaseException e) {
                LOG.atWarn().addKeyValue("shard", lease.shard()).log("A shard is worked on by somebody else");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).addKeyValue("shard", lease.shard()).log("A shard is not given back");
            }
        }

        /** Until it is to go, or fails; whether to begin anew. */
        private boolean once() throws InterruptedException {
            try (ShardWork working = work.on(lease)) {
                while (!isLeaving()) {
                    working.step(IDLE);
                }
                if (!abandoned) {
                    working.handOver();
                }
                return false;
            } catch (LostLeaseException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("shard", lease.shard())
                        .log("Work on a shard failed and begins anew from what was kept");
                return !leaving.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
