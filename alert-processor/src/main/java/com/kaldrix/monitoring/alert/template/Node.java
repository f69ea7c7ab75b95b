package com.kaldrix.monitoring.alert.template;

import java.util.List;
import java.util.Optional;

/** A piece of a template that writes something. */
sealed interface Node {
    /** Words that stand as they are. */
    record Text(String text) implements Node {}

    /** Writes what a pipeline yields, or sets a variable. */
    record Action(Expression.Pipe pipe) implements Node {}

    /** {@code if}, {@code with} and {@code range}. */
    record Branch(Kind kind, Expression.Pipe pipe, List<Node> then, List<Node> otherwise) implements Node {
        enum Kind {
            IF,
            WITH,
            RANGE
        }
    }

    /** {@code template}, also the one that {@code block} stands for. */
    record Call(int at, String name, Optional<Expression.Pipe> argument) implements Node {}

    /** {@code break}. */
    record Break() implements Node {}

    /** {@code continue}. */
    record Continue() implements Node {}
}
