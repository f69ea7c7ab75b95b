package com.kaldrix.monitoring.alert.template;

import java.util.List;

/**
 * A field or method of a value.
 *
 * @param method whether it can take arguments
 * @param parameters what it takes
 * @param result what it yields
 * @param body how; gets the value and the arguments, which fit
 */
record Member(boolean method, List<Type> parameters, Type result, Body body) {
    @FunctionalInterface
    interface Body {
        Object of(Object value, List<Object> arguments);
    }
}
