package com.kaldrix.monitoring.alert.condition;

import com.kaldrix.monitoring.common.label.Matchers;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What conditions may say: CEL with the variables {@code labels}, {@code annotations}, {@code severity}, {@code starts_at} and
 * {@code now}, and the functions {@code firing(matchers)} and {@code started(matchers, duration)}. What an evaluation costs is
 * bounded: the length and depth of the expression, the steps of all its loops together, the size of regular expressions (RE2, in
 * linear time), and the questions about other alerts.
 */
final class Language {
    static final String LABELS = "labels";
    static final String ANNOTATIONS = "annotations";
    static final String SEVERITY = "severity";
    static final String STARTS_AT = "starts_at";
    static final String NOW = "now";
    static final String FIRING_OVERLOAD = "firing_string";
    static final String STARTED_OVERLOAD = "started_string_duration";

    private static final String FIRING = "firing";
    private static final String STARTED = "started";
    private static final int MOST_CHARACTERS = 2000;
    private static final int DEEPEST = 50;
    private static final int MOST_ITERATIONS = 1000;
    private static final int LARGEST_PATTERN = 500;
    private static final int MOST_QUESTIONS = 8;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final MapType TEXTS = MapType.create(SimpleType.STRING, SimpleType.STRING);

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MOST_CHARACTERS)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxRegexProgramSize(LARGEST_PATTERN)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar(LABELS, TEXTS)
            .addVar(ANNOTATIONS, TEXTS)
            .addVar(SEVERITY, SimpleType.STRING)
            .addVar(STARTS_AT, SimpleType.TIMESTAMP)
            .addVar(NOW, SimpleType.TIMESTAMP)
            .addFunctionDeclarations(
                    CelFunctionDecl.newFunctionDeclaration(
                            FIRING,
                            CelOverloadDecl.newGlobalOverload(FIRING_OVERLOAD, SimpleType.INT, SimpleType.STRING)),
                    CelFunctionDecl.newFunctionDeclaration(
                            STARTED,
                            CelOverloadDecl.newGlobalOverload(
                                    STARTED_OVERLOAD, SimpleType.INT, SimpleType.STRING, SimpleType.DURATION)))
            .setResultType(SimpleType.BOOL)
            .build();

    static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private Language() {}

    /** @throws IllegalArgumentException with what is wrong and where */
    static CelAbstractSyntaxTree check(String expression) {
        CelValidationResult result = COMPILER.compile(expression);
        if (result.hasError()) {
            throw new IllegalArgumentException(described(result.getErrors()));
        }
        CelAbstractSyntaxTree tree;
        try {
            tree = result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(described(e.getErrors()), e);
        }
        checkQuestions(tree);
        return tree;
    }

    /** The first thing that is wrong: others often follow from it. */
    private static String described(List<CelIssue> issues) {
        return issues.stream()
                .findFirst()
                .map(issue -> issue.getSourceLocation().getLine() < 1
                        ? issue.getMessage()
                        : "at " + issue.getSourceLocation().getLine() + ":"
                                + (issue.getSourceLocation().getColumn() + 1) + ": " + issue.getMessage())
                .orElse("is no expression in CEL");
    }

    /** Matchers and times are literal, so that they are checked now, and so that what they cost is known now. */
    private static void checkQuestions(CelAbstractSyntaxTree tree) {
        List<CelExpr.CelCall> questions = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == ExprKind.Kind.CALL)
                .map(CelNavigableExpr::expr)
                .map(CelExpr::call)
                .filter(call ->
                        call.function().equals(FIRING) || call.function().equals(STARTED))
                .toList();
        if (questions.size() > MOST_QUESTIONS) {
            throw new IllegalArgumentException("asks for other alerts more than " + MOST_QUESTIONS + " times");
        }
        for (CelExpr.CelCall call : questions) {
            String matchers = literal(call.args().getFirst())
                    .orElseThrow(() -> new IllegalArgumentException(
                            call.function() + "() needs its matchers as a text that stands there"));
            try {
                Matchers.parse(matchers);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(call.function() + "(): " + e.getMessage(), e);
            }
            if (call.function().equals(STARTED)) {
                checkTime(call.args().get(1));
            }
        }
    }

    private static void checkTime(CelExpr time) {
        Optional<String> text = time.getKind() == ExprKind.Kind.CALL
                        && time.call().function().equals("duration")
                        && time.call().args().size() == 1
                ? literal(time.call().args().getFirst())
                : Optional.empty();
        String given = text.orElseThrow(
                () -> new IllegalArgumentException("started() needs its time as a text, such as duration(\"10m\")"));
        try {
            Duration parsed = Duration.parse("PT" + given.toUpperCase(Locale.ROOT));
            if (parsed.isNegative() || parsed.isZero() || parsed.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("started() looks back more than nothing and at most 1h");
            }
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("started(): '" + given + "' is no time such as 10m", e);
        }
    }

    private static Optional<String> literal(CelExpr expression) {
        return expression.getKind() == ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }
}
