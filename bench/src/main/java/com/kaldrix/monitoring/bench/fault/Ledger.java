package com.kaldrix.monitoring.bench.fault;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was published, to be held against what people were told. Safe for use by several threads. */
public final class Ledger {
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Integer> sizes = new HashMap<>();

    /**
     * A published alert.
     *
     * @param alarm which one
     * @param at when the topic was asked to take it
     */
    public record Entry(Alarm alarm, Instant at) {}

    /** Notes that a topic has taken these. */
    public synchronized void published(List<Alarm> alarms, Instant at) {
        for (Alarm alarm : alarms) {
            entries.put(alarm.name(), new Entry(alarm, at));
            groups.computeIfAbsent(alarm.group(), key -> new HashSet<>()).add(alarm.name());
        }
    }

    /** Notes how many alerts a group will have. */
    synchronized void expect(String group, int size) {
        sizes.put(group, size);
    }

    /** Notes that the topic is about to be told that all alerts of this group are over. */
    public synchronized void ended(String group) {
        ended.add(group);
    }

    /** All alerts so far. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The names of the alerts of each group. */
    public synchronized Map<String, Set<String>> groups() {
        Map<String, Set<String>> copy = new HashMap<>();
        groups.forEach((group, names) -> copy.put(group, Set.copyOf(names)));
        return copy;
    }

    /** The alerts of a group; empty while it may still grow. */
    synchronized List<Alarm> whole(String group) {
        Set<String> names = groups.getOrDefault(group, Set.of());
        return names.size() == sizes.getOrDefault(group, -1)
                ? names.stream()
                        .flatMap(name -> Optional.ofNullable(entries.get(name)).stream())
                        .map(Entry::alarm)
                        .toList()
                : List.of();
    }

    /** Groups of which all alerts were said to be over. */
    public synchronized Set<String> ended() {
        return Set.copyOf(ended);
    }

    /** How many alerts there are. */
    public synchronized int size() {
        return entries.size();
    }
}
