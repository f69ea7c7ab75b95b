package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds events of the past that looked like one. */
final class PastEvents {
    private static final int MOST = 3;
    private static final double LEAST = 0.4;

    private final Memory memory;

    PastEvents(Memory memory) {
        this.memory = memory;
    }

    /** Events that are over. */
    interface Memory {
        /** Those that share a metric with an event, the latest first, as far as people can make use of them. */
        List<Remembered> sharing(UUID event, Set<String> metrics);
    }

    /**
     * What is remembered of an event.
     *
     * @param features what it was made of, as {@link #features} has it
     * @param word the last word of people on it, such as {@code resolve}; null when nobody said anything
     * @param by who said it
     * @param text what was said
     */
    record Remembered(
            Event event,
            Set<String> features,
            @Nullable String word,
            @Nullable String by,
            @Nullable String text) {}

    /** The most alike; none when nothing comes near. */
    List<PastEvent> like(UUID event, List<Anomaly> anomalies) {
        Set<String> features =
                anomalies.stream().flatMap(one -> features(one).stream()).collect(Collectors.toSet());
        Set<String> metrics = anomalies.stream().map(Anomaly::metric).collect(Collectors.toSet());
        return memory.sharing(event, metrics).stream()
                .map(one -> new PastEvent(
                        one.event().id(),
                        one.event().title(),
                        one.event().startedAt(),
                        likeness(features, one.features()),
                        ending(one)))
                .filter(one -> one.likeness() >= LEAST)
                .sorted(Comparator.comparingDouble(PastEvent::likeness)
                        .reversed()
                        .thenComparing(PastEvent::startedAt, Comparator.reverseOrder()))
                .limit(MOST)
                .toList();
    }

    /** What an anomaly adds to an event's looks: metric, metric with type, component. */
    static List<String> features(Anomaly anomaly) {
        return features(anomaly.metric(), anomaly.type().word(), anomaly.component());
    }

    static List<String> features(String metric, String type, String component) {
        return List.of("metric " + metric, "shape " + metric + " " + type, "component " + component);
    }

    /** Jaccard's: what both have, of what one of them has. */
    private static double likeness(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        Set<String> either = new HashSet<>(one);
        either.addAll(other);
        return either.isEmpty() ? 0 : both.size() / (double) either.size();
    }

    private static String ending(Remembered one) {
        Instant end = one.event().end().orElse(one.event().lastAt());
        String lasted = lasted(Duration.between(one.event().startedAt(), end));
        String word = one.word();
        if (word == null) {
            return "over by itself after " + lasted;
        }
        String said = Optional.ofNullable(one.text())
                .filter(text -> !text.isBlank())
                .map(text -> ": " + text)
                .orElse("");
        String verb =
                switch (word) {
                    case "false-positive" -> "nothing was wrong, said ";
                    case "resolve" -> "resolved by ";
                    default -> word + ", said ";
                };
        return verb + one.by() + " after " + lasted + said;
    }

    private static String lasted(Duration duration) {
        return duration.compareTo(Duration.ofHours(2)) >= 0
                ? duration.toHours() + " hours"
                : Math.max(1, duration.toMinutes()) + " min";
    }
}
