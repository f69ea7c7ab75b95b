package com.kaldrix.monitoring.alert.template;

import java.util.List;

/** A piece of a template that has a value. */
sealed interface Expression {
    /** Where it begins, from 0. */
    int at();

    /**
     * Commands of which each takes the value of the one before as its last argument.
     *
     * @param variables that are set to its value, with their dollar signs
     * @param assigns whether they exist already
     */
    record Pipe(int at, List<String> variables, boolean assigns, List<Command> commands) implements Expression {}

    /** A value, or a function or method with its arguments. */
    record Command(int at, List<Expression> words) implements Expression {}

    /** {@code .A.B}: members of the dot. */
    record Field(int at, List<String> names) implements Expression {}

    /** {@code $x.A.B}. */
    record Variable(int at, String name, List<String> names) implements Expression {}

    /** {@code (…).A.B}. */
    record Chain(int at, Expression of, List<String> names) implements Expression {}

    /** The dot itself. */
    record Dot(int at) implements Expression {}

    /** A function's name. */
    record Function(int at, String name) implements Expression {}

    /** {@code nil}. */
    record Nil(int at) implements Expression {}

    /** A text, number or truth: a {@code String}, {@code Long}, {@code Double} or {@code Boolean}. */
    record Constant(int at, Object value) implements Expression {}
}
