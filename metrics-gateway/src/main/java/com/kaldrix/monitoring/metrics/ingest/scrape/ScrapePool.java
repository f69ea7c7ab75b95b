package com.kaldrix.monitoring.metrics.ingest.scrape;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The targets that are being scraped, and when each of them is due. Safe for several threads. */
final class ScrapePool {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapePool.class);

    private final Clock clock;
    private final Executor executor;
    private final ScrapeMetrics metrics;
    private final Map<Key, Place> places = new LinkedHashMap<>();
    private final PriorityQueue<Place> queue = new PriorityQueue<>(Comparator.comparing((Place place) -> place.due));

    private Instant last = Instant.MIN;

    private record Key(String job, Target target) {
        static Key of(ScrapedTarget target) {
            return new Key(target.job(), target.target());
        }
    }

    private static final class Place {
        private final ScrapedTarget target;
        private final Schedule schedule;
        private final AtomicBoolean running = new AtomicBoolean();
        private Instant due;

        private Place(ScrapedTarget target, Instant now) {
            this.target = target;
            this.schedule =
                    Schedule.of(target.target().interval(), target.target().hash());
            this.due = schedule.from(now);
        }
    }

    /** @param executor scrapes, each for as long as it takes */
    ScrapePool(Clock clock, Executor executor, ScrapeMetrics metrics) {
        this.clock = clock;
        this.executor = executor;
        this.metrics = metrics;
    }

    /** Begins to scrape a target, from its next turn on; one that is there already stays as it is. */
    synchronized void add(ScrapedTarget target) {
        if (places.containsKey(Key.of(target))) {
            return;
        }
        Place place = new Place(target, clock.instant());
        places.put(Key.of(target), place);
        queue.add(place);
    }

    /** The targets of a job. */
    synchronized List<ScrapedTarget> of(String job) {
        List<ScrapedTarget> targets = new ArrayList<>();
        for (Place place : places.values()) {
            if (place.target.job().equals(job)) {
                targets.add(place.target);
            }
        }
        return targets;
    }

    /** All targets. */
    synchronized List<ScrapedTarget> all() {
        return places.values().stream().map(place -> place.target).toList();
    }

    /** No longer scrapes these. Whatever runs ends by itself. */
    synchronized void remove(Collection<ScrapedTarget> gone) {
        for (ScrapedTarget target : gone) {
            Place place = places.get(Key.of(target));
            if (place != null && place.target == target) {
                places.remove(Key.of(target));
                queue.remove(place);
            }
        }
    }

    /** Begins the scrapes that are due. A target whose last scrape still runs misses its turn. */
    void runDue() {
        Instant now = clock.instant();
        for (Place place : due(now)) {
            if (place.running.compareAndSet(false, true)) {
                executor.execute(() -> run(place));
            } else {
                metrics.missed(place.target.job());
            }
        }
    }

    private synchronized List<Place> due(Instant now) {
        if (now.isBefore(last)) {
            setBack(now);
        }
        last = now;
        List<Place> due = new ArrayList<>();
        while (!queue.isEmpty() && !queue.element().due.isAfter(now)) {
            Place place = queue.remove();
            due.add(place);
            place.due = place.schedule.after(now);
        }
        queue.addAll(due);
        return due;
    }

    /** The clock was set back, and turns may lie too far ahead. */
    private void setBack(Instant now) {
        List<Place> all = List.copyOf(queue);
        queue.clear();
        for (Place place : all) {
            place.due = place.schedule.from(now);
            queue.add(place);
        }
    }

    private static void run(Place place) {
        try {
            place.target.scrape();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("url", place.target.target().url())
                    .log("A scrape failed unexpectedly");
        } finally {
            place.running.set(false);
        }
    }
}
