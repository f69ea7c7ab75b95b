package com.kaldrix.monitoring.local.sink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The behaviours in force at one place that receives: at most one per path prefix, the longest matching prefix wins.
 *
 * <p>All methods may be called by several threads.
 */
public final class Behaviours {
    private final List<Armed> armed = new ArrayList<>();

    /** Puts a behaviour in force, instead of an earlier one for the same path. */
    public synchronized void arm(Behaviour behaviour) {
        armed.removeIf(other -> Objects.equals(other.behaviour.path(), behaviour.path()));
        armed.add(new Armed(behaviour, behaviour.times() == null ? Long.MAX_VALUE : behaviour.times()));
        armed.sort(Comparator.comparingInt(Armed::specificity).reversed());
    }

    /** Ends all of them. */
    public synchronized void disarm() {
        armed.clear();
    }

    /** The behaviour for a request on that path, which uses up one of its times. */
    public synchronized Optional<Behaviour> next(String path) {
        for (Armed candidate : armed) {
            if (candidate.matches(path)) {
                candidate.remaining--;
                if (candidate.remaining == 0) {
                    armed.remove(candidate);
                }
                return Optional.of(candidate.behaviour);
            }
        }
        return Optional.empty();
    }

    /** Those in force, the most specific first, each with the times that remain. */
    public synchronized List<Behaviour> inForce() {
        return armed.stream()
                .map(one -> one.behaviour.times() == null ? one.behaviour : one.behaviour.times((int) one.remaining))
                .toList();
    }

    private static final class Armed {
        private final Behaviour behaviour;
        private long remaining;

        Armed(Behaviour behaviour, long remaining) {
            this.behaviour = behaviour;
            this.remaining = remaining;
        }

        int specificity() {
            String path = behaviour.path();
            return path == null ? -1 : path.length();
        }

        boolean matches(String path) {
            String prefix = behaviour.path();
            return prefix == null || path.startsWith(prefix);
        }
    }
}
