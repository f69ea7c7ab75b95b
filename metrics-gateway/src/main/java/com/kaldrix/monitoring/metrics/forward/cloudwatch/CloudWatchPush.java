package com.kaldrix.monitoring.metrics.forward.cloudwatch;

import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiListener;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiWindow;
import com.kaldrix.monitoring.metrics.spool.Spool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes the KPIs of this region, and on the hub those of the whole, to CloudWatch. They wait on the disk until CloudWatch has
 * them. Only the first replica of a region pushes, or sums would count double; and a window that is revised is not pushed again.
 */
final class CloudWatchPush implements KpiListener {
    /** API Reference, PutMetricData: at most 1000 metrics and 1 MB in a request; one takes far less than 500 bytes. */
    static final int MOST_DATA = 1000;

    /** API Reference, MetricDatum, Timestamp: not older than two weeks. */
    private static final Duration OLDEST = Duration.ofDays(13);

    private static final Logger LOG = LoggerFactory.getLogger(CloudWatchPush.class);
    private static final int WINDOWS_AT_ONCE = 200;
    private static final long LONGEST_PAUSE = 60_000;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final KpiCatalogue catalogue;
    private final Identity identity;
    private final Spool spool;
    private final CloudWatchMetrics cloudWatch;
    private final Duration every;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    CloudWatchPush(
            KpiCatalogue catalogue,
            Identity identity,
            Spool spool,
            CloudWatchMetrics cloudWatch,
            Duration every,
            Clock clock) {
        this.catalogue = catalogue;
        this.identity = identity;
        this.spool = spool;
        this.cloudWatch = cloudWatch;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public void window(KpiWindow window) {
        if (window.revised() || identity.ordinal() != 0) {
            return;
        }
        Set<String> regions = new TreeSet<>(Set.of(identity.region().code()));
        if (identity.hub()) {
            regions.add(Region.GLOBAL);
        }
        List<KpiDatum> data = KpiDatum.of(window, regions, catalogue);
        if (!data.isEmpty()) {
            spool.put(data.stream().map(KpiDatum::line).collect(Collectors.joining("\n")));
        }
    }

    void start() {
        thread = Thread.ofVirtual().name("cloudwatch").start(this::run);
    }

    void stop() {
        stopped.countDown();
        Thread running = thread;
        try {
            if (running != null && !running.join(STOP)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long pause = every.toMillis();
        try {
            while (!stopped.await(pause, TimeUnit.MILLISECONDS)) {
                pause = push() ? every.toMillis() : Math.min(LONGEST_PAUSE, pause * 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pushes what waits, the oldest first; false when CloudWatch does not take it now. */
    boolean push() {
        while (spool.size() > 0) {
            List<Spool.Entry> entries = spool.oldest(WINDOWS_AT_ONCE);
            List<Spool.Entry> together = new ArrayList<>();
            List<KpiDatum> data = new ArrayList<>();
            for (Spool.Entry entry : entries) {
                List<KpiDatum> more = read(entry);
                if (data.size() + more.size() > MOST_DATA && !together.isEmpty()) {
                    break;
                }
                data.addAll(more);
                together.add(entry);
            }
            if (!send(data)) {
                return false;
            }
            together.forEach(spool::remove);
        }
        return true;
    }

    private boolean send(List<KpiDatum> data) {
        for (int from = 0; from < data.size(); from += MOST_DATA) {
            List<KpiDatum> part = data.subList(from, Math.min(data.size(), from + MOST_DATA));
            switch (cloudWatch.put(part)) {
                case CloudWatchMetrics.Taken taken -> {}
                case CloudWatchMetrics.Refused refused ->
                    LOG.atError()
                            .addKeyValue("metrics", part.size())
                            .addKeyValue("reason", refused.reason())
                            .log("CloudWatch refuses KPIs, and they are given up");
                case CloudWatchMetrics.Away away -> {
                    LOG.atWarn()
                            .addKeyValue("reason", away.reason())
                            .log("CloudWatch takes no KPIs for now; they wait on the disk");
                    return false;
                }
            }
        }
        return true;
    }

    private List<KpiDatum> read(Spool.Entry entry) {
        List<KpiDatum> data = new ArrayList<>();
        try {
            entry.text().lines().forEach(line -> KpiDatum.parse(line).ifPresent(data::add));
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("entry", entry.number())
                    .log("KPIs that wait for CloudWatch are damaged");
        }
        data.removeIf(datum -> datum.at().isBefore(clock.instant().minus(OLDEST)));
        return data;
    }
}
