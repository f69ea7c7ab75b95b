package com.kaldrix.monitoring.alert.remediation;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words in braces stand for labels of the alert, or for parameters of the request: {@code {namespace}}. */
final class Words {
    private static final Pattern WORD = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

    private Words() {}

    static String fill(String text, Map<String, String> words) {
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(words.getOrDefault(word.group(1), word.group())));
    }

    static List<String> missing(String text, Map<String, String> words) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group(1))
                .filter(word -> words.getOrDefault(word, "").isEmpty())
                .toList();
    }
}
