package com.kaldrix.monitoring.local.fleet;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that are, were and will be. All methods may be called by several threads. */
public final class Faults {
    private static final int MOST = 1_000;

    private final Map<Long, Fault> faults = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Adds a fault and returns its number.
     *
     * @throws IllegalArgumentException when there are a thousand already
     */
    public long add(Fault fault) {
        if (faults.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " faults already; delete some");
        }
        long number = numbers.incrementAndGet();
        faults.put(number, fault);
        return number;
    }

    /** Takes a fault away as if it had never been planned; false when there is none of that number. */
    public boolean remove(long number) {
        return faults.remove(number) != null;
    }

    /** Takes all faults away. */
    public void clear() {
        faults.clear();
    }

    /** All of them by number. */
    public Map<Long, Fault> all() {
        return new TreeMap<>(faults);
    }

    /** What is wrong with a node at that time. */
    Set<FaultKind> at(NodeSpec node, Instant time) {
        Set<FaultKind> active = EnumSet.noneOf(FaultKind.class);
        for (Fault fault : faults.values()) {
            if (fault.hits(node, time)) {
                active.add(fault.kind());
            }
        }
        return active;
    }
}
