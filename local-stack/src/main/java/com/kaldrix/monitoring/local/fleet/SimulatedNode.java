package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.MetricFamily.Value;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node's life, second by second. What it says at a time follows from its specification, the seed, when it began and the
 * faults; not from when it was asked before. May be asked by several threads.
 */
final class SimulatedNode {
    /** What lies further back is not lived through, as when the machine was asleep. */
    private static final Duration LONGEST_GAP = Duration.ofDays(1);

    private static final Duration SKEW = Duration.ofMinutes(5);

    private final NodeSpec spec;
    private final Faults faults;
    private final long seed;
    private final Application application = new Application();
    private final Chain chain;
    private final Machine machine = new Machine();
    private Instant lived;
    private Instant started;
    private boolean crashed;

    SimulatedNode(NodeSpec spec, Faults faults, long seed, Instant start) {
        this.spec = spec;
        this.faults = faults;
        this.seed = seed;
        this.started = start.truncatedTo(ChronoUnit.SECONDS);
        // One second of life before the first question: a gauge that has not been set yet would lie.
        this.lived = started.minusSeconds(1);
        this.chain = new Chain(started);
    }

    /** The two pages that a node has. */
    enum Page {
        APPLICATION,
        BLOCKCHAIN
    }

    /**
     * What a node says.
     *
     * @param faults what is wrong with it
     * @param time by the node's own clock
     * @param started when its process began, by a clock that is right
     * @param families of the page
     */
    record Telling(Set<FaultKind> faults, Instant time, Instant started, List<MetricFamily> families) {
        Telling {
            faults = Set.copyOf(faults);
            families = List.copyOf(families);
        }
    }

    NodeSpec spec() {
        return spec;
    }

    /** What a page says at that time; never earlier than at the time before. */
    synchronized Telling tell(Page page, Instant now) {
        liveUntil(now);
        Set<FaultKind> wrong = faults.at(spec, now);
        Instant time = wrong.contains(FaultKind.CLOCK_SKEW) ? now.minus(SKEW) : now;
        List<MetricFamily> families = new ArrayList<>();
        switch (page) {
            case APPLICATION -> {
                families.addAll(application.families());
                families.addAll(machine.families());
                families.add(new Values(
                        "process_start_time_seconds",
                        "When the process began",
                        false,
                        List.of(new Value(Map.of(), started.getEpochSecond()))));
            }
            case BLOCKCHAIN -> families.addAll(chain.families());
        }
        return new Telling(wrong, time, started, families);
    }

    private void liveUntil(Instant now) {
        if (Duration.between(lived, now).compareTo(LONGEST_GAP) > 0) {
            lived = now.minus(LONGEST_GAP).truncatedTo(ChronoUnit.SECONDS);
        }
        while (!lived.plusSeconds(1).isAfter(now)) {
            lived = lived.plusSeconds(1);
            Set<FaultKind> wrong = faults.at(spec, lived);
            Conditions conditions = Conditions.of(spec, lived, wrong, seed);
            machine.live(conditions);
            if (wrong.contains(FaultKind.NODE_CRASH)) {
                crashed = true;
                continue;
            }
            if (crashed) {
                crashed = false;
                started = lived;
                application.restart();
                chain.restart();
            }
            application.live(conditions);
            chain.live(conditions);
        }
    }
}
