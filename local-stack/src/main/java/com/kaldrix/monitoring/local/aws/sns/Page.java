package com.kaldrix.monitoring.local.aws.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * At most a hundred items of a list in the order of their ARNs. The token names the last one told, so that items that come
 * or go in between shift nothing.
 *
 * @param items of this page
 * @param next the token for the next page, null on the last
 */
record Page<T>(List<T> items, @Nullable String next) {
    private static final int SIZE = 100;

    static <T> Page<T> of(List<T> sorted, Function<T, String> arn, @Nullable String token) {
        String after = token == null || token.isEmpty() ? "" : decoded(token);
        List<T> rest = sorted.stream()
                .filter(item -> arn.apply(item).compareTo(after) > 0)
                .toList();
        if (rest.size() <= SIZE) {
            return new Page<>(rest, null);
        }
        List<T> items = List.copyOf(rest.subList(0, SIZE));
        String last = arn.apply(items.getLast());
        return new Page<>(
                items, Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }

    SnsXml token(SnsXml xml) {
        String token = next;
        return token == null ? xml : xml.text("NextToken", token);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw SnsFault.invalidParameter("NextToken");
        }
    }
}
