package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Function.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code eq}, {@code lt} and the like: Go compares what is of one basic kind, and nothing else. */
final class Comparisons {
    private static final Set<Type> COMPARABLE = Set.of(
            Type.ANY,
            Type.STRING,
            Type.HTML,
            Type.URL,
            Type.BOOL,
            Type.INT,
            Type.FLOAT,
            Type.DURATION,
            Type.TIME,
            Type.NIL);

    private Comparisons() {}

    static Type checked(List<Type> arguments) {
        Type first = arguments.getFirst();
        for (Type other : arguments) {
            if (!COMPARABLE.contains(other)) {
                throw new Refused(other.shown() + " cannot be compared; try len");
            }
            if (!other.fits(first) && !first.fits(other) && first != Type.NIL && other != Type.NIL) {
                throw new Refused(first.shown() + " and " + other.shown() + " cannot be compared");
            }
        }
        return Type.BOOL;
    }

    /** Whether the first is equal to any of the others. */
    static boolean eq(List<Object> arguments) {
        Object first = arguments.getFirst();
        boolean found = false;
        for (Object other : arguments.subList(1, arguments.size())) {
            found |= compareOrRefuse(first, other, true) == 0;
        }
        return found;
    }

    /** Negative, zero or positive as the first is before, equal to or after the second. */
    static int compare(List<Object> arguments) {
        return compareOrRefuse(arguments.get(0), arguments.get(1), false);
    }

    private static int compareOrRefuse(Object one, Object other, boolean equality) {
        if (isText(one) && isText(other)) {
            return Values.print(one).compareTo(Values.print(other));
        }
        if (one instanceof Long a && other instanceof Long b) {
            return a.compareTo(b);
        }
        if (one instanceof Double a && other instanceof Double b) {
            return a.equals(b) ? 0 : a < b ? -1 : 1;
        }
        if (one instanceof Duration a && other instanceof Duration b) {
            return a.compareTo(b);
        }
        if (equality && one instanceof Boolean a && other instanceof Boolean b) {
            return a.compareTo(b);
        }
        if (equality && one instanceof GoTime a && other instanceof GoTime b) {
            return a.instant().compareTo(b.instant());
        }
        if (equality && (one instanceof Values.Nil || other instanceof Values.Nil)) {
            return one.equals(other) ? 0 : 1;
        }
        throw new Refused(Type.of(one).shown() + " and " + Type.of(other).shown() + " cannot be compared");
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof Values.Html || value instanceof Values.Url;
    }
}
