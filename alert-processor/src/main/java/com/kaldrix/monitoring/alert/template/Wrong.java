package com.kaldrix.monitoring.alert.template;

import java.util.List;
import java.util.Optional;

/** The words for what does not fit, the same when a template is checked and when it is filled in. */
final class Wrong {
    private Wrong() {}

    static String member(Type of, String name) {
        return of == Type.NIL
                ? "there is no value to take \"." + name + "\" of"
                : "a value of type " + of.shown() + " has no \"." + name + "\"";
    }

    /** What is wrong with a function's arguments; empty when nothing is. */
    static Optional<String> arguments(String name, Function function, List<Type> arguments) {
        if (arguments.size() < function.least()
                || (!function.variadic()
                        && arguments.size() > function.parameters().size())) {
            return Optional.of(count(name, function.least(), function.variadic(), arguments.size()));
        }
        for (int i = 0; i < arguments.size(); i++) {
            Optional<String> wrong = type(name, arguments.get(i), function.parameter(i));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** What is wrong with a method's arguments; empty when nothing is. */
    static Optional<String> arguments(String name, List<Type> parameters, List<Type> arguments) {
        if (arguments.size() != parameters.size()) {
            return Optional.of(
                    parameters.isEmpty()
                            ? "\"" + name + "\" takes no arguments"
                            : count(name, parameters.size(), false, arguments.size()));
        }
        for (int i = 0; i < arguments.size(); i++) {
            Optional<String> wrong = type(name, arguments.get(i), parameters.get(i));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static String count(String name, int least, boolean more, int there) {
        return "\"" + name + "\" takes " + (more ? "at least " : "") + least + (least == 1 ? " argument" : " arguments")
                + " and not " + there;
    }

    private static Optional<String> type(String name, Type there, Type wanted) {
        return there.fits(wanted)
                ? Optional.empty()
                : Optional.of("\"" + name + "\" takes " + wanted.shown() + " and not " + there.shown());
    }
}
