package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.framework.Namespace;
import java.util.Comparator;

/**
 * What was checked, or the kind of what was found. Wider than {@link com.kaldrix.monitoring.compliance.framework.Check}: also rules of an account's
 * own and products that no framework knows have one.
 *
 * @param namespace whose it is, such as {@code securityhub}; without a colon
 * @param name how that one names it, such as {@code IAM.1}
 */
public record Control(String namespace, String name) implements Comparable<Control> {
    private static final Comparator<Control> ORDER =
            Comparator.comparing(Control::namespace).thenComparing(Control::name);

    public Control {
        if (namespace.isBlank() || namespace.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + namespace + "' is no namespace of controls");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("a control of " + namespace + " has no name");
        }
    }

    /** One whose namespace frameworks know. */
    public static Control of(Namespace namespace, String name) {
        return new Control(namespace.word(), name);
    }

    /** From the form {@code namespace:name}. */
    public static Control parse(String text) {
        int colon = Math.max(0, text.indexOf(':'));
        return new Control(text.substring(0, colon), text.substring(Math.min(text.length(), colon + 1)));
    }

    @Override
    public int compareTo(Control other) {
        return ORDER.compare(this, other);
    }

    /** In the form {@code namespace:name}. */
    @Override
    public String toString() {
        return namespace + ":" + name;
    }
}
