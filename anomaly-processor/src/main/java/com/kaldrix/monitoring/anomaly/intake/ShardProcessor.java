package com.kaldrix.monitoring.anomaly.intake;

import com.kaldrix.monitoring.anomaly.journal.Entry;
import com.kaldrix.monitoring.anomaly.journal.Incoming;
import com.kaldrix.monitoring.anomaly.journal.Journal;
import com.kaldrix.monitoring.anomaly.roster.Roster;
import com.kaldrix.monitoring.anomaly.shard.Lease;
import com.kaldrix.monitoring.anomaly.shard.ShardWork;
import com.kaldrix.monitoring.anomaly.stream.Findings;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.anomaly.stream.ShardSeries;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.work.Pauses;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Takes a shard's messages: entry in the journal, effect in memory and what is found are one transaction, and the messages are
 * deleted after it. If it fails, what is in memory is thrown away and made again from checkpoints and journal. For one thread.
 */
final class ShardProcessor implements ShardWork {
    private static final Logger LOG = LoggerFactory.getLogger(ShardProcessor.class);

    private static final int MOST_MESSAGES = 200;

    private final Lease lease;
    private final Queue queue;
    private final Shop shop;
    private final BatchReader reader = new BatchReader();
    private final ShardSeries series;

    private Instant nextTick;
    private Instant nextCheckpoint;
    private int nextSlice;

    /**
     * What all shards of a replica share.
     *
     * @param journal where entries and checkpoints are
     * @param transactions of the journal's database
     * @param roster what is known of each series, for people
     * @param sink makes of what is found what is to be written, in the same transaction
     * @param properties how often
     * @param metrics counts
     * @param clock the time
     */
    record Shop(
            Journal journal,
            TransactionOperations transactions,
            Roster roster,
            FindingsSink sink,
            IntakeProperties properties,
            IntakeMetrics metrics,
            Clock clock) {}

    /** Makes the shard anew from what was kept. */
    ShardProcessor(Lease lease, Queue queue, Shop shop, ShardSeries series) {
        this.lease = lease;
        this.queue = queue;
        this.shop = shop;
        this.series = series;
        Instant now = shop.clock().instant();
        series.restore(shop.journal().checkpoints(lease.shard()));
        shop.journal().replay(lease.shard(), series.leastSeq(), entry -> series.apply(entry, Findings.NOWHERE));
        // Not at once: what a replica that is gone had received comes back only after a while, and then too late.
        this.nextTick = now.plus(shop.properties().tickEvery());
        this.nextCheckpoint = now.plus(shop.properties().checkpointEvery());
        shop.metrics().series(lease.shard(), series.size());
    }

    @Override
    public void step(Duration idle) throws InterruptedException {
        List<Message> messages = receiveMany(idle);
        List<Incoming> incoming = read(messages);
        Instant now = shop.clock().instant();
        // Only when the queue is empty: what waits in it is older than now, and would come too late after the tick.
        if (messages.isEmpty() && !now.isBefore(nextTick)) {
            incoming.add(Incoming.tick(now));
            nextTick = now.plus(shop.properties().tickEvery());
        }
        if (!incoming.isEmpty()) {
            take(incoming, now);
        }
        queue.delete(messages);
        if (!now.isBefore(nextCheckpoint)) {
            checkpoint(nextSlice);
            nextSlice = (nextSlice + 1) % ShardSeries.SLICES;
            nextCheckpoint = now.plus(shop.properties().checkpointEvery());
            if (nextSlice == 0) {
                shop.journal().forget(lease, series.leastSeq());
            }
        }
    }

    /** Many together where many wait: a queue keeps no order, and what is read together can be put into it. */
    private List<Message> receiveMany(Duration idle) {
        List<Message> all = new ArrayList<>(receive(idle));
        int more = all.size();
        while (more == Queue.BATCH && all.size() < MOST_MESSAGES) {
            List<Message> next = receive(Duration.ZERO);
            all.addAll(next);
            more = next.size();
        }
        return all;
    }

    /** The batches in the order of their windows. What is none is counted, or buried. */
    private List<Incoming> read(List<Message> messages) {
        List<BatchReader.Batch> batches = new ArrayList<>();
        for (Message message : messages) {
            switch (reader.read(Queue.unwrap(message))) {
                case BatchReader.Batch batch -> batches.add(batch);
                case BatchReader.Ignored ignored -> shop.metrics().ignored();
                case BatchReader.Poison poison -> bury(message, poison.reason());
            }
        }
        batches.sort(Comparator.comparing(batch -> batch.event().data().windowStart()));
        List<Incoming> incoming = new ArrayList<>();
        for (BatchReader.Batch batch : batches) {
            incoming.add(Incoming.batch(batch.identity(), batch.body().getBytes(StandardCharsets.UTF_8)));
        }
        return incoming;
    }

    private List<Message> receive(Duration idle) {
        try {
            List<Message> messages = queue.receive((int) idle.toSeconds());
            shop.metrics().reached(queue.name(), true);
            return messages;
        } catch (SdkException e) {
            shop.metrics().reached(queue.name(), false);
            LOG.atWarn().setCause(e).addKeyValue("queue", queue.name()).log("The queue cannot be reached");
            Pauses.sleep(idle);
            return List.of();
        }
    }

    private void take(List<Incoming> incoming, Instant now) {
        long late = series.late();
        shop.transactions().executeWithoutResult(status -> {
            List<Entry> entries = shop.journal().append(lease, incoming, now);
            try (FindingsSink.Writing writing = shop.sink().begin(now)) {
                entries.forEach(entry -> series.apply(entry, writing));
            }
            shop.metrics().taken(entries.size(), incoming.size() - entries.size());
        });
        shop.metrics().late(series.late() - late);
        shop.metrics().series(lease.shard(), series.size());
    }

    private void bury(Message message, String reason) {
        queue.bury(message, reason);
        shop.metrics().poison();
    }

    private void checkpoint(int slice) {
        Instant now = shop.clock().instant();
        shop.journal().keep(lease, series.checkpoint(slice), now);
        shop.roster().keep(lease.shard(), series.look(slice), now);
    }

    @Override
    public void handOver() {
        for (int slice = 0; slice < ShardSeries.SLICES; slice++) {
            checkpoint(slice);
        }
        shop.journal().forget(lease, series.leastSeq());
    }

    @Override
    public void close() {
        queue.close();
        shop.metrics().left(lease.shard());
    }
}
