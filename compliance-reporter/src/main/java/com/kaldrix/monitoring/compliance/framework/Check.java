package com.kaldrix.monitoring.compliance.framework;

import com.kaldrix.monitoring.common.yaml.NearMiss;
import java.util.Arrays;
import java.util.Locale;

/**
 * Something that a machine can find out, by its name.
 *
 * @param namespace whose it is
 * @param name how that one names it
 * @throws IllegalArgumentException if the namespace has no such name
 */
public record Check(Namespace namespace, String name) {
    public Check {
        if (!namespace.allows(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of a check of " + namespace.word()
                    + (namespace == Namespace.KALDRIX ? NearMiss.hint(name, Namespace.OWN_CHECKS) : ""));
        }
    }

    /**
     * From the form {@code namespace:name}.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static Check parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("expected namespace:name, such as securityhub:IAM.1");
        }
        String word = text.substring(0, colon);
        Namespace namespace = Namespace.of(word)
                .orElseThrow(() -> new IllegalArgumentException("there is no namespace '" + word + "'"
                        + NearMiss.hint(
                                word,
                                Arrays.stream(Namespace.values())
                                        .map(Namespace::word)
                                        .toList())));
        return new Check(namespace, text.substring(colon + 1));
    }

    /**
     * Whether a finding of the same namespace is one of this check. A control's id is compared whole and without regard to case, for AWS
     * itself writes both {@code Opensearch.1} and {@code OpenSearch.10}. A type belongs to a prefix that ends where a word of the type does.
     */
    public boolean covers(String found) {
        if (!namespace.isOfPrefixes()) {
            return namespace == Namespace.SECURITY_HUB ? name.equalsIgnoreCase(found) : name.equals(found);
        }
        return found.startsWith(name)
                && (found.length() == name.length()
                        || !Character.isLetterOrDigit(name.charAt(name.length() - 1))
                        || !isOfWord(found.charAt(name.length())));
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** What two names of the same check have in common. */
    String key() {
        return namespace == Namespace.SECURITY_HUB ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** In the form {@code namespace:name}. */
    @Override
    public String toString() {
        return namespace.word() + ":" + name;
    }
}
