package com.kaldrix.monitoring.alert.template;

import java.util.List;

/**
 * A function.
 *
 * @param parameters what it takes; of a variadic one the last type holds for any number of arguments
 * @param variadic whether the last argument may be there any number of times
 * @param result what it yields, by what it is given
 * @param body how; gets arguments that fit. Throws {@link Refused} for what it cannot do
 */
record Function(List<Type> parameters, boolean variadic, Result result, Body body) {
    @FunctionalInterface
    interface Result {
        /** @throws Refused if it can never be given these */
        Type of(List<Type> arguments);
    }

    @FunctionalInterface
    interface Body {
        Object of(List<Object> arguments);
    }

    /** Says why a function cannot do its work. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Refused(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    int least() {
        return variadic ? parameters.size() - 1 : parameters.size();
    }

    Type parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }
}
