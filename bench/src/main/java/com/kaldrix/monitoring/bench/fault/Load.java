package com.kaldrix.monitoring.bench.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes distinct alerts at a steady rate to the alerts topics of all regions, in groups of one to three hundred that are
 * open side by side, and says that a third of the groups is over once people have been told of all of it. The alerts follow
 * from the seed alone.
 */
public final class Load implements AutoCloseable {
    private static final int BATCH = 10;
    private static final int OPEN_GROUPS = 4;
    private static final List<Integer> SIZES = List.of(1, 2, 5, 20, 60, 150, 300);
    private static final List<String> SEVERITIES = List.of("P0", "P1", "P1", "P2", "P3");

    private final Plan plan;
    private final Topics topics;
    private final Ledger ledger;
    private final Clock clock;
    private final Random random;
    private final Map<String, List<Open>> open = new HashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("load").factory());
    private final ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger underWay = new AtomicInteger();
    private Future<?> ticking = new CompletableFuture<>();
    private int ticks;
    private int groups;
    private int alerts;

    /**
     * What to publish.
     *
     * @param name begins the names of all groups and alerts, so that they are nobody else's
     * @param seed decides sizes, forms and severities of the groups and the order of the alerts
     * @param perSecond alerts a second, at least ten
     * @param regions where
     */
    public record Plan(String name, long seed, int perSecond, List<String> regions) {
        public Plan {
            regions = List.copyOf(regions);
            if (perSecond < BATCH) {
                throw new IllegalArgumentException("a load has at least " + BATCH + " alerts a second");
            }
        }
    }

    /** A group that still grows. */
    private static final class Open {
        private final String name;
        private final Alarm.Form form;
        private final String severity;
        private int left;

        Open(String name, Alarm.Form form, String severity, int left) {
            this.name = name;
            this.form = form;
            this.severity = severity;
            this.left = left;
        }
    }

    private Load(Plan plan, Topics topics, Ledger ledger, Clock clock) {
        this.plan = plan;
        this.topics = topics;
        this.ledger = ledger;
        this.clock = clock;
        this.random = new Random(plan.seed());
    }

    /** Starts to publish; what the topics have taken stands in the ledger. */
    public static Load start(Plan plan, Topics topics, Ledger ledger, Clock clock) {
        Load load = new Load(plan, topics, ledger, clock);
        load.begin();
        return load;
    }

    private void begin() {
        long nanos = TimeUnit.SECONDS.toNanos(BATCH) / plan.perSecond();
        ticking = ticker.scheduleAtFixedRate(this::tick, 0, nanos, TimeUnit.NANOSECONDS);
    }

    private void tick() {
        String region = plan.regions().get(ticks++ % plan.regions().size());
        List<Alarm> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            batch.add(next(region));
        }
        send(() -> {
            Optional<Instant> at = topics.publish(
                    region,
                    () -> batch.stream()
                            .map(alarm -> alarm.firing(clock.instant()))
                            .toList());
            at.ifPresent(time -> ledger.published(batch, time));
        });
    }

    private Alarm next(String region) {
        List<Open> here = open.computeIfAbsent(region, key -> new ArrayList<>());
        while (here.size() < OPEN_GROUPS) {
            here.add(openGroup());
        }
        Open group = here.get(random.nextInt(here.size()));
        group.left--;
        if (group.left == 0) {
            here.remove(group);
        }
        return new Alarm(plan.name() + "-a" + alerts++, group.name, region, group.form, group.severity);
    }

    private Open openGroup() {
        Alarm.Form form = random.nextInt(3) == 0 ? Alarm.Form.CLOUDWATCH : Alarm.Form.SIGNAL;
        String severity = SEVERITIES.get(random.nextInt(SEVERITIES.size()));
        int size = SIZES.get(random.nextInt(SIZES.size()));
        String name = plan.name() + "-g" + groups++;
        ledger.expect(name, size);
        return new Open(name, form, severity, size);
    }

    /** Whether this group is one of those that end once people know of all of it. */
    public static boolean ends(String group) {
        return Math.floorMod(group.hashCode(), 3) == 0;
    }

    /** Says that all alerts of a group are over, if it is one that ends and no more alerts of it come. */
    public void end(String group) {
        List<Alarm> alarms = ends(group) ? ledger.whole(group) : List.of();
        if (alarms.isEmpty() || ledger.ended().contains(group)) {
            return;
        }
        ledger.ended(group);
        for (int from = 0; from < alarms.size(); from += BATCH) {
            List<Alarm> batch = alarms.subList(from, Math.min(alarms.size(), from + BATCH));
            send(() -> {
                Optional<Instant> unused = topics.publish(
                        batch.getFirst().region(),
                        () -> batch.stream()
                                .map(alarm -> alarm.over(clock.instant()))
                                .toList());
            });
        }
    }

    private interface Sending {
        void run() throws InterruptedException;
    }

    private void send(Sending sending) {
        underWay.incrementAndGet();
        publishers.execute(() -> {
            try {
                sending.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    /** Stops to publish, and returns when the topics have taken all that was begun, or the time is up. */
    public void stop(Duration bound) throws InterruptedException {
        ticker.shutdown();
        if (!ticker.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS)) {
            ticker.shutdownNow();
        }
        Pace.requireUnbroken(ticking);
        long deadline = System.nanoTime() + bound.toNanos();
        while (underWay.get() > 0 && System.nanoTime() - deadline < 0) {
            Pace.pause(Duration.ofMillis(20));
        }
    }

    /** Ends everything at once. */
    @Override
    public void close() {
        ticker.shutdownNow();
        publishers.shutdownNow();
    }
}
