package com.kaldrix.monitoring.common.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant: edit distance, with a swap of neighbours counted as one edit. */
public final class NearMiss {
    private NearMiss() {}

    /** A half sentence to append: {@code ; did you mean 'group_by'?}, or nothing. */
    public static String hint(String written, Collection<String> known) {
        return find(written, known)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    public static Optional<String> find(String written, Collection<String> known) {
        int limit = Math.clamp(written.length() / 3, 1, 3);
        return known.stream()
                .filter(word -> !word.isEmpty() && distance(written, word) <= limit)
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] cost, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
