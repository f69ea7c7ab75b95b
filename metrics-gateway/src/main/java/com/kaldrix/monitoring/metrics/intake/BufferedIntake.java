package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.buffer.DiskBuffer;
import com.kaldrix.monitoring.metrics.buffer.Draft;
import com.kaldrix.monitoring.metrics.pair.Pairs;
import com.kaldrix.monitoring.metrics.series.Source;
import java.time.Clock;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Takes batches into the disk buffer. */
final class BufferedIntake implements Intake, IntakeControl {
    /** Columns of batches that are kept for the next ones. */
    private static final int DRAFTS_KEPT = 16;

    private final DiskBuffer buffer;
    private final SeriesRegistry registry;
    private final Pairs pairs;
    private final IntakeMetrics metrics;
    private final Clock clock;
    private final RecentRejections recent = new RecentRejections();
    private final ConcurrentLinkedQueue<Draft> drafts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
    private volatile IntakeRules rules = IntakeRules.usual();
    private volatile int epoch;

    BufferedIntake(DiskBuffer buffer, SeriesRegistry registry, Pairs pairs, IntakeMetrics metrics, Clock clock) {
        this.buffer = buffer;
        this.registry = registry;
        this.pairs = pairs;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Batch begin(Source source) {
        return new BufferedBatch(this, source, takeDraft());
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public void rules(IntakeRules fresh) {
        rules = fresh;
        epoch++;
    }

    IntakeRules rules() {
        return rules;
    }

    DiskBuffer buffer() {
        return buffer;
    }

    SeriesRegistry registry() {
        return registry;
    }

    Pairs pairs() {
        return pairs;
    }

    IntakeMetrics metrics() {
        return metrics;
    }

    RecentRejections recent() {
        return recent;
    }

    Clock clock() {
        return clock;
    }

    private Draft takeDraft() {
        @Nullable Draft draft = drafts.poll();
        if (draft == null) {
            return new Draft();
        }
        kept.decrementAndGet();
        return draft;
    }

    void giveBack(Draft draft) {
        draft.clear();
        if (kept.incrementAndGet() <= DRAFTS_KEPT) {
            drafts.add(draft);
        } else {
            kept.decrementAndGet();
        }
    }
}
