package com.kaldrix.monitoring.alert.template;

import java.util.List;
import java.util.Set;

/**
 * A template with a name.
 *
 * @param name as {@code template} calls it
 * @param source where it stands
 * @param body what it writes
 * @param assigned the variables that are set again after they were made
 */
record Definition(String name, Source source, List<Node> body, Set<String> assigned) {
    Definition {
        body = List.copyOf(body);
        assigned = Set.copyOf(assigned);
    }

    /** Whether nothing but white space stands in it; such a one does not replace another of its name. */
    boolean isBlank() {
        return body.stream()
                .allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
    }
}
