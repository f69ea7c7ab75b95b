package com.kaldrix.monitoring.metrics.kpi.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How a KPI is computed: arithmetic over inputs and other KPIs. What needs something of which there is no data has no data
 * itself.
 */
public sealed interface Expression {
    /** A number. */
    record Constant(double number) implements Expression {}

    /** An input, by its own way of combining series, or another KPI. */
    record Reference(String name) implements Expression {}

    /** An input in a certain way. */
    record Aggregate(Aggregation how, String input, double share) implements Expression {}

    /** Two operands. */
    record Binary(char operator, Expression left, Expression right) implements Expression {}

    /** A function of numbers. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Ways in which the series of an input become one number. */
    enum Aggregation {
        /** All together. */
        SUM,
        /** The average of the series. */
        MEAN,
        /** The least. */
        MIN,
        /** The largest. */
        MAX,
        /** The one whose sample is the latest. */
        LAST,
        /** How many series there are. */
        COUNT,
        /** By how much counters grew within the window; what may be added up over windows. */
        INCREASE,
        /** The value below which a share of the observations lies. */
        QUANTILE
    }

    /** Functions of numbers. */
    enum Function {
        /** {@code clamp(x, least, most)}. */
        CLAMP(3),
        /** The smaller of two. */
        LEAST(2),
        /** The larger of two. */
        GREATEST(2),
        /** The first of which there is data. */
        OR(2),
        /** Without sign. */
        ABS(1);

        private final int arity;

        Function(int arity) {
            this.arity = arity;
        }

        int arity() {
            return arity;
        }
    }

    /** Knows inputs and KPIs. */
    interface Scope {
        /** The number of an input or a KPI of that name. */
        Outcome reference(String name);

        /** An input in a certain way. */
        Outcome aggregate(Aggregation how, String input, double share);
    }

    /** What it comes to. */
    default Outcome evaluate(Scope scope) {
        return switch (this) {
            case Constant constant -> new Outcome.Value(constant.number());
            case Reference reference -> scope.reference(reference.name());
            case Aggregate aggregate -> scope.aggregate(aggregate.how(), aggregate.input(), aggregate.share());
            case Binary binary -> binary(binary, scope);
            case Call call -> call(call, scope);
        };
    }

    private static Outcome binary(Binary binary, Scope scope) {
        Outcome left = binary.left().evaluate(scope);
        Outcome right = binary.right().evaluate(scope);
        if (!(left instanceof Outcome.Value one)) {
            return left;
        }
        if (!(right instanceof Outcome.Value other)) {
            return right;
        }
        return switch (binary.operator()) {
            case '+' -> Outcome.of(one.number() + other.number(), "the sum is no finite number");
            case '-' -> Outcome.of(one.number() - other.number(), "the difference is no finite number");
            case '*' -> Outcome.of(one.number() * other.number(), "the product is no finite number");
            default ->
                other.number() == 0
                        ? new Outcome.NoData("nothing to divide by: nothing of that kind happened in the window")
                        : Outcome.of(one.number() / other.number(), "the quotient is no finite number");
        };
    }

    private static Outcome call(Call call, Scope scope) {
        Outcome first = call.arguments().get(0).evaluate(scope);
        if (call.function() == Function.OR) {
            return first instanceof Outcome.Value
                    ? first
                    : call.arguments().get(1).evaluate(scope);
        }
        double[] numbers = new double[call.arguments().size()];
        for (int i = 0; i < numbers.length; i++) {
            Outcome argument = i == 0 ? first : call.arguments().get(i).evaluate(scope);
            if (!(argument instanceof Outcome.Value value)) {
                return argument;
            }
            numbers[i] = value.number();
        }
        return new Outcome.Value(
                switch (call.function()) {
                    case CLAMP -> Math.max(numbers[1], Math.min(numbers[2], numbers[0]));
                    case LEAST -> Math.min(numbers[0], numbers[1]);
                    case GREATEST -> Math.max(numbers[0], numbers[1]);
                    case ABS -> Math.abs(numbers[0]);
                    case OR -> throw new IllegalStateException("or is done above");
                });
    }

    /** The names of all inputs and KPIs in it. */
    default Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        collect(this, names);
        return names;
    }

    private static void collect(Expression expression, Set<String> names) {
        switch (expression) {
            case Constant constant -> {}
            case Reference reference -> names.add(reference.name());
            case Aggregate aggregate -> names.add(aggregate.input());
            case Binary binary -> {
                collect(binary.left(), names);
                collect(binary.right(), names);
            }
            case Call call -> call.arguments().forEach(argument -> collect(argument, names));
        }
    }
}
