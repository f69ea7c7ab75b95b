package com.kaldrix.monitoring.alert.condition;

import com.google.protobuf.Timestamp;
import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.common.label.Matchers;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.CelRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A rule that keeps alerts quiet while its expression in CEL is true. It is compiled and type-checked when it is made; an alert
 * for which it cannot be reckoned is not kept quiet.
 */
public final class Condition {
    private final String name;
    private final Mode mode;
    private final Matchers matchers;
    private final String expression;
    private final CelRuntime.Program program;

    /** What a condition does. */
    public enum Mode {
        /** It is counted and shown what it would hold back; nobody is kept from hearing anything. */
        DRY_RUN,
        /** It holds back. */
        ENFORCE
    }

    /** What a condition says of an alert. */
    public sealed interface Outcome {
        /** The expression is true. */
        record Holds() implements Outcome {}

        /** The expression is false, or the matchers do not cover the alert. */
        record Passes() implements Outcome {}

        /** @param reason why the expression could not be reckoned */
        record Fails(String reason) implements Outcome {}
    }

    private static final Outcome HOLDS = new Outcome.Holds();
    private static final Outcome PASSES = new Outcome.Passes();

    private Condition(String name, Mode mode, Matchers matchers, String expression, CelRuntime.Program program) {
        this.name = name;
        this.mode = mode;
        this.matchers = matchers;
        this.expression = expression;
        this.program = program;
    }

    /**
     * Compiles a condition.
     *
     * @param matchers which alerts it is asked of; all when empty
     * @param expression in CEL, of the type bool
     * @throws IllegalArgumentException with what is wrong and where, in words for whoever wrote it
     */
    public static Condition compile(String name, Mode mode, Matchers matchers, String expression) {
        CelAbstractSyntaxTree tree = Language.check(expression);
        try {
            return new Condition(name, mode, matchers, expression, Language.RUNTIME.createProgram(tree));
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    public String name() {
        return name;
    }

    public Mode mode() {
        return mode;
    }

    /** Which alerts it is asked of; all when empty. */
    public Matchers matchers() {
        return matchers;
    }

    public String expression() {
        return expression;
    }

    /** What it says of an alert. */
    public Outcome of(Alert alert, Neighbours neighbours, Instant now) {
        if (!matchers.matches(alert.routingLabels())) {
            return PASSES;
        }
        try {
            Object value = program.eval(variables(alert, now), functions(alert, neighbours));
            return Boolean.TRUE.equals(value) ? HOLDS : PASSES;
        } catch (CelEvaluationException e) {
            return new Outcome.Fails(String.valueOf(e.getMessage()));
        } catch (ArithmeticException | IllegalArgumentException | IllegalStateException e) {
            return new Outcome.Fails(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Map<String, Object> variables(Alert alert, Instant now) {
        return Map.of(
                Language.LABELS, alert.routingLabels().asMap(),
                Language.ANNOTATIONS, alert.annotations(),
                Language.SEVERITY, alert.severity().name(),
                Language.STARTS_AT, timestamp(alert.startsAt()),
                Language.NOW, timestamp(now));
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    /** They live for one evaluation, in one thread, and nobody else gets hold of them. */
    @SuppressWarnings("Immutable")
    private static CelLateFunctionBindings functions(Alert alert, Neighbours neighbours) {
        return CelLateFunctionBindings.from(
                CelFunctionBinding.from(
                        Language.FIRING_OVERLOAD,
                        String.class,
                        text -> neighbours.firing(Matchers.parse(text), alert.fingerprint())),
                CelFunctionBinding.from(
                        Language.STARTED_OVERLOAD,
                        String.class,
                        com.google.protobuf.Duration.class,
                        (text, within) -> neighbours.started(
                                Matchers.parse(text),
                                Duration.ofSeconds(within.getSeconds(), within.getNanos()),
                                alert.fingerprint())));
    }

    @Override
    public String toString() {
        return name + ": " + expression;
    }
}
