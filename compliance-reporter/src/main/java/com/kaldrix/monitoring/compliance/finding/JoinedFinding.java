package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The one record of a control and a resource: the newest word of every origin that speaks of them. The worst word that counts decides, so a check
 * that one standard suppresses still fails in another, and what is archived says nothing as long as anything else does.
 *
 * <p>Joining does not depend on order and may be repeated: the same findings in any order, any number of times, come to the same record.
 *
 * @param key what all of them have in common
 * @param words the newest word of each origin; never empty
 */
public record JoinedFinding(FindingKey key, SortedMap<Origin, Finding> words) {
    private static final Comparator<Finding> BY_WEIGHT = Comparator.comparing(Finding::verdict, Verdict.BY_WEIGHT)
            .thenComparing(Finding::severity)
            .thenComparing(Finding.BY_AGE)
            .thenComparing(Finding::origin, Comparator.reverseOrder());

    /** @throws IllegalArgumentException if there is no word, or one of another key or under another origin */
    public JoinedFinding {
        words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a finding of which nobody speaks");
        }
        for (Map.Entry<Origin, Finding> word : words.entrySet()) {
            if (!word.getValue().key().equals(key) || !word.getValue().origin().equals(word.getKey())) {
                throw new IllegalArgumentException(word.getKey() + " does not speak of " + key);
            }
        }
    }

    /** What the first word makes. */
    public static JoinedFinding of(Finding finding) {
        return new JoinedFinding(finding.key(), new TreeMap<>(Map.of(finding.origin(), finding)));
    }

    /**
     * With one more word. An older one, and one that is here already, change nothing.
     *
     * @return this very record when nothing changes
     * @throws IllegalArgumentException if the finding has another key
     */
    public JoinedFinding join(Finding finding) {
        if (!finding.key().equals(key)) {
            throw new IllegalArgumentException(finding.origin() + " does not speak of " + key);
        }
        Finding known = words.get(finding.origin());
        if (known != null && !finding.isNewerThan(known)) {
            return this;
        }
        SortedMap<Origin, Finding> joined = new TreeMap<>(words);
        joined.put(finding.origin(), finding);
        return new JoinedFinding(key, joined);
    }

    /** The word that decides. */
    public Finding deciding() {
        return Collections.max(words.values(), BY_WEIGHT);
    }

    /** How it stands. */
    public Verdict verdict() {
        return deciding().verdict();
    }

    /** The worst that any word says which is as current as the one that decides. */
    public FindingSeverity severity() {
        return current().map(Finding::severity).reduce(FindingSeverity.UNRATED, FindingSeverity::worst);
    }

    public String title() {
        return deciding().title();
    }

    /** From the word that decides; from any other when that one does not say. */
    public String resourceType() {
        return Stream.concat(Stream.of(deciding()), words.values().stream())
                .map(Finding::resourceType)
                .filter(type -> !type.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The earliest first time, and the latest of the others. */
    public Seen seen() {
        return new Seen(
                time(Seen::first, BinaryOperator.minBy(Comparator.naturalOrder())),
                time(Seen::last, BinaryOperator.maxBy(Comparator.naturalOrder())),
                time(Seen::updated, BinaryOperator.maxBy(Comparator.naturalOrder())),
                time(Seen::told, BinaryOperator.maxBy(Comparator.naturalOrder())));
    }

    private Instant time(Function<Seen, Instant> which, BinaryOperator<Instant> choice) {
        return words.values().stream()
                .map(finding -> which.apply(finding.seen()))
                .reduce(choice)
                .orElseThrow();
    }

    /** All that any word says, which is as current as the one that decides; each once, in the order of the origins. */
    public FindingClues clues() {
        List<FindingClues> all = current().map(Finding::clues).toList();
        return new FindingClues(
                union(all, FindingClues::relatedRequirements),
                union(all, FindingClues::associatedStandards),
                first(all, FindingClues::controlId),
                first(all, FindingClues::configRule),
                List.<FindingType>copyOf(union(all, FindingClues::types)),
                first(all, FindingClues::ownCheck));
    }

    private Stream<Finding> current() {
        Verdict deciding = verdict();
        return words.values().stream()
                .filter(finding -> finding.verdict().counts() == deciding.counts()
                        && finding.verdict().record() == deciding.record());
    }

    private static <T> List<T> union(List<FindingClues> all, Function<FindingClues, Collection<T>> part) {
        Set<T> union = new LinkedHashSet<>();
        all.forEach(clues -> union.addAll(part.apply(clues)));
        return List.copyOf(union);
    }

    private static String first(List<FindingClues> all, Function<FindingClues, String> part) {
        return all.stream()
                .map(part)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }
}
