package com.kaldrix.monitoring.metrics.kpi;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiListener;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.kpi.merge.PartialFiles;
import com.kaldrix.monitoring.metrics.kpi.merge.WindowMerge;
import com.kaldrix.monitoring.metrics.kpi.partial.PartialSink;
import com.kaldrix.monitoring.metrics.kpi.queue.PartialReceiver;
import com.kaldrix.monitoring.metrics.spool.MessageSpool;
import com.kaldrix.monitoring.metrics.window.Mark;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings partials together, this gateway's own and those of others, and tells the listeners of each window that is due. What is
 * told is noted on the disk, so that a restart tells it to nobody again.
 */
final class KpiRuntime implements PartialSink, PartialReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(KpiRuntime.class);
    private static final String METRICS = "metrics";
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final long TICK_MILLIS = 1_000;

    private final WindowMerge merge;
    private final PartialFiles files;
    private final MessageSpool bus;
    private final List<KpiListener> listeners;
    private final Mark told;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    KpiRuntime(
            WindowMerge merge,
            PartialFiles files,
            MessageSpool bus,
            List<KpiListener> listeners,
            Mark told,
            Clock clock) {
        this.merge = merge;
        this.files = files;
        this.bus = bus;
        this.listeners = List.copyOf(listeners);
        this.told = told;
        this.clock = clock;
        files.all().forEach(merge::accept);
    }

    void start() {
        Thread.ofVirtual().name("kpi-tick").start(this::run);
    }

    void stop() {
        stopped.countDown();
    }

    private void run() {
        try {
            while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void accept(KpiPartial partial, boolean fresh) {
        if (fresh) {
            String name = partial.region() + "/" + partial.replica() + "/" + partial.windowStart();
            UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            CloudEvent<KpiPartial> event = new CloudEvent<>(
                    id.toString(), "/metrics-gateway", null, partial.windowEnd(), partial.region(), null, partial);
            bus.put(new OutboxMessage(id, METRICS, KpiPartial.TYPE, CloudEvents.write(event), Map.of()));
        }
        merge.accept(partial);
        settle();
    }

    @Override
    public void receive(CloudEvent<KpiPartial> event) {
        files.keep(event);
        merge.accept(event.data());
        settle();
    }

    /** Tells what is due. */
    synchronized void settle() {
        List<KpiWindow> due = merge.due(clock.instant());
        for (KpiWindow window : due) {
            listeners.forEach(listener -> tell(listener, window));
            if (!window.revised()) {
                told.deliver(window.end().toEpochMilli());
            }
        }
        if (!due.isEmpty()) {
            files.forgetBefore(merge.toldUntil().minus(KEPT));
        }
    }

    private static void tell(KpiListener listener, KpiWindow window) {
        try {
            listener.window(window);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("window", window.start())
                    .log("A window's KPIs were not taken everywhere");
        }
    }

    /** The mark as a time. */
    static Instant toldUntil(Mark told) {
        return told.delivered() == Long.MIN_VALUE ? Instant.EPOCH : Instant.ofEpochMilli(told.delivered());
    }
}
