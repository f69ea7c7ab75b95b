package com.kaldrix.monitoring.compliance.pull;

import com.kaldrix.monitoring.compliance.pull.CollectionState.Trouble;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import com.kaldrix.monitoring.compliance.pull.Pulls.Lease;
import com.kaldrix.monitoring.compliance.pull.Pulls.LostLeaseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one target after the other, page by page. Each page is kept together with the place of the next one, so that a look that is interrupted
 * goes on where it was, on whichever replica. Safe for several threads.
 */
final class Collector {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    /** Longer than a page takes with all attempts. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 12;

    private final Pulls pulls;
    private final Map<PullSource, Puller> pullers;
    private final Gathering gathering;
    private final PullProperties properties;
    private final String holder;
    private final Clock clock;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param holder names this replica */
    Collector(
            Pulls pulls,
            Map<PullSource, Puller> pullers,
            Gathering gathering,
            PullProperties properties,
            String holder,
            Clock clock) {
        this.pulls = pulls;
        this.pullers = Map.copyOf(pullers);
        this.gathering = gathering;
        this.properties = properties;
        this.holder = holder;
        this.clock = clock;
    }

    /** Wants what the properties name; once is enough. */
    void begin() {
        if (wanted.compareAndSet(false, true)) {
            try {
                pulls.want(properties.targets(), clock.instant());
            } catch (RuntimeException e) {
                wanted.set(false);
                throw e;
            }
        }
    }

    /** Takes up work, also after {@link #stop}. */
    void go() {
        stopping.set(false);
    }

    /** Ends what runs with the page that it has. */
    void stop() {
        stopping.set(true);
    }

    /** Looks at the target that has been due the longest; whether there was one. */
    boolean collect() {
        if (stopping.get()) {
            return false;
        }
        Optional<Lease> lease = pulls.claim(holder, LEASE, clock.instant());
        lease.ifPresent(this::look);
        return lease.isPresent();
    }

    private void look(Lease lease) {
        try {
            ask(lease);
        } catch (LostLeaseException e) {
            LOG.atInfo().addKeyValue("target", lease.target()).log("Another replica asks by now");
        } catch (RuntimeException e) {
            // The database, most likely: the lease ends by itself if not now, and the look goes on where it was.
            try {
                pulls.release(lease);
            } catch (RuntimeException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private void ask(Lease lease) {
        PullSource source = lease.target().source();
        Round round = lease.round().orElseGet(() -> next(lease));
        String place = lease.round().isPresent() ? lease.place() : "";
        try {
            Puller puller = pullers.get(source);
            if (puller == null) {
                throw new PullFailedException(Reason.NOT_UNDERSTOOD, "nobody knows how to ask " + source);
            }
            pages(lease, round, place, puller.open(lease.target()));
        } catch (PullFailedException e) {
            failed(lease, e);
        }
    }

    private void pages(Lease lease, Round round, String beginning, Puller.Pages pages) {
        String place = beginning;
        while (true) {
            Instant told = latest(clock.instant(), round.startedAt());
            Harvest harvest = pages.next(round, place, told);
            if (harvest.next().isEmpty()) {
                boolean whole = gathering.last(lease, round, harvest, told);
                LOG.atDebug()
                        .addKeyValue("target", lease.target())
                        .addKeyValue("whole", round.isWhole())
                        .addKeyValue("read", whole)
                        .log("Asked AWS");
                return;
            }
            gathering.page(lease, round, harvest, told);
            place = harvest.next().get();
            if (stopping.get()) {
                pulls.release(lease);
                return;
            }
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** All that there is when that has not been asked for in a while, or nothing else can be; else what is new. */
    private Round next(Lease lease) {
        Instant now = clock.instant();
        PullSource.Way way = lease.target().source().way();
        boolean due = lease.wholeAt()
                .map(at -> !at.plus(properties.wholeEvery()).isAfter(now))
                .orElse(true);
        if (way == PullSource.Way.WHOLE || (way == PullSource.Way.BOTH && due)) {
            return new Round(now, Optional.empty());
        }
        Instant from = lease.askedUntil()
                .map(until -> until.minus(properties.overlap()))
                .orElseGet(() -> now.minus(properties.lookBack()));
        return new Round(now, Optional.of(from));
    }

    private void failed(Lease lease, PullFailedException failure) {
        Instant now = clock.instant();
        int failures = lease.trouble().map(Trouble::failures).orElse(0) + 1;
        Instant since = lease.trouble().map(Trouble::since).orElse(now);
        Trouble trouble = new Trouble(failure.reason(), since, String.valueOf(failure.getMessage()), failures);
        gathering.failed(lease, trouble, now.plus(wait(failure.reason(), failures)), now);
        if (lease.trouble().isEmpty()) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("target", lease.target())
                    .addKeyValue("reason", failure.reason().word())
                    .log("Not collected");
        }
    }

    /** What may pass is tried again soon, and less and less often; what somebody has to mend, as often as if nothing had happened. */
    private Duration wait(Reason reason, int failures) {
        if (!reason.mayPass()) {
            return properties.every();
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(properties.every()) < 0 ? wait : properties.every();
    }
}
