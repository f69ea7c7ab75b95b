package com.kaldrix.monitoring.metrics.kpi.definition;

import java.util.function.DoubleUnaryOperator;

/** What comes out of an evaluation: a number, or the reason why there is none. */
public sealed interface Outcome {
    /**
     * A number.
     *
     * @param number finite
     */
    record Value(double number) implements Outcome {}

    /**
     * No data.
     *
     * @param reason for people, such as {@code no series for input peers}
     */
    record NoData(String reason) implements Outcome {}

    /** A number when it is finite; no data, for the given reason, when it is not. */
    static Outcome of(double number, String otherwise) {
        return Double.isFinite(number) ? new Value(number) : new NoData(otherwise);
    }

    /** What a function makes of the number; no data stays what it is. */
    default Outcome map(DoubleUnaryOperator function) {
        return switch (this) {
            case Value value -> of(function.applyAsDouble(value.number()), "the result is no finite number");
            case NoData none -> none;
        };
    }
}
