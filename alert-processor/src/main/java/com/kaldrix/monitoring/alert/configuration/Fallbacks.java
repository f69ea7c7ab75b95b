package com.kaldrix.monitoring.alert.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which receiver is told as well when another cannot be reached. Two receivers may stand in for each other: a page that
 * falls back tells each receiver at most once, see {@link #chain}.
 *
 * @param byReceiver name of a receiver to the name of its fallback
 */
public record Fallbacks(Map<String, String> byReceiver) {
    public static final Fallbacks NONE = new Fallbacks(Map.of());

    public Fallbacks {
        byReceiver = Map.copyOf(byReceiver);
    }

    /** Who is told as well when {@code receiver} cannot be reached; empty when the file names nobody. */
    public Optional<String> find(String receiver) {
        return Optional.ofNullable(byReceiver.get(receiver));
    }

    /**
     * Who is told one after the other as long as nobody can be reached: the fallback, the fallback's fallback, … without
     * {@code receiver} itself and without anybody twice, so it ends even where receivers stand in for each other.
     */
    public List<String> chain(String receiver) {
        List<String> chain = new ArrayList<>();
        Optional<String> next = find(receiver);
        while (next.isPresent() && !next.get().equals(receiver) && !chain.contains(next.get())) {
            chain.add(next.get());
            next = find(next.get());
        }
        return List.copyOf(chain);
    }
}
