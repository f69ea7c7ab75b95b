package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.Position;
import com.kaldrix.monitoring.metrics.forward.remotewrite.Shard.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends what a reader shows, round by round: a round is collected, its shards are sent at once, each in its order, and when
 * all of it has arrived or was refused for good the reader's cursor is moved. For one thread.
 */
final class Lane {
    private final BufferReader reader;
    private final Round round;
    private final QueueRules rules;
    private final Delivery delivery;
    private final ExecutorService workers;
    private final ShardCount shards;

    Lane(BufferReader reader, Round round, QueueRules rules, Delivery delivery, ExecutorService workers) {
        this.reader = reader;
        this.round = round;
        this.rules = rules;
        this.delivery = delivery;
        this.workers = workers;
        this.shards = new ShardCount(rules);
    }

    /**
     * Sends one round; waits for samples for no longer than the deadline for sending.
     *
     * @param until where it stops reading, though maybe some blocks later
     * @return whether anything was sent
     * @throws OtherProtocolException when the target speaks another version; the cursor is where it was
     */
    boolean send(Position until) throws InterruptedException {
        long begun = System.nanoTime();
        round.begin(shards.now());
        int enough = shards.now() * rules.maxSamplesPerSend();
        collect(until, enough);
        Position position = reader.position();
        boolean full = round.samples() >= enough;
        List<Shard> some = round.complete();
        long collected = System.nanoTime();
        if (!some.isEmpty()) {
            deliver(some);
            shards.learn(full, collected - begun, System.nanoTime() - collected);
        }
        reader.commit(position);
        return !some.isEmpty();
    }

    BufferReader reader() {
        return reader;
    }

    private void collect(Position until, int enough) throws InterruptedException {
        long deadline = 0;
        while (round.samples() < enough && reader.position().compareTo(until) < 0) {
            if (reader.next(round)) {
                deadline = deadline == 0
                        ? System.nanoTime() + rules.batchSendDeadline().toNanos()
                        : deadline;
                continue;
            }
            long left = deadline == 0 ? Duration.ofSeconds(1).toNanos() : deadline - System.nanoTime();
            if (left <= 0 || !reader.await(Duration.ofNanos(left)) && deadline == 0) {
                return;
            }
        }
    }

    private void deliver(List<Shard> some) throws InterruptedException {
        if (some.size() == 1) {
            drain(some.getFirst());
            return;
        }
        List<Future<?>> sending = new ArrayList<>();
        for (Shard shard : some) {
            sending.add(workers.submit(() -> {
                drain(shard);
                return true;
            }));
        }
        try {
            for (Future<?> one : sending) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OtherProtocolException other) {
                throw other;
            }
            throw new IllegalStateException("a shard cannot be sent", e.getCause());
        } finally {
            sending.forEach(one -> one.cancel(true));
        }
    }

    private void drain(Shard shard) throws InterruptedException {
        while (!shard.isEmpty()) {
            Request request = shard.take();
            long pause = rules.minBackoff().toMillis();
            while (true) {
                Duration again = delivery.attempt(request);
                if (again.isNegative()) {
                    break;
                }
                long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
                delivery.pause(Math.max(again.toMillis(), jittered));
                pause = Math.min(pause * 2, rules.maxBackoff().toMillis());
            }
        }
    }
}
