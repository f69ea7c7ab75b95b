package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads pipelines, and knows which variables exist where. */
final class ExpressionParser {
    /** Deeper than this nobody nests by hand. */
    private static final int DEEPEST = 50;

    private final Source source;
    private final Tokens tokens;
    private List<String> variables = new ArrayList<>(List.of("$"));
    private Set<String> assigned = new HashSet<>();
    private int depth;

    /** Variables of a template around the one being read. */
    record Scope(List<String> variables, Set<String> assigned) {}

    ExpressionParser(Source source, Tokens tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    Scope enter() {
        Scope outer = new Scope(variables, assigned);
        variables = new ArrayList<>(List.of("$"));
        assigned = new HashSet<>();
        return outer;
    }

    void leave(Scope outer) {
        variables = outer.variables();
        assigned = outer.assigned();
    }

    Set<String> takeAssigned() {
        return assigned;
    }

    int mark() {
        return variables.size();
    }

    void forget(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    /** Reads a pipeline up to and with the word that ends it. */
    Expression.Pipe pipe(boolean range, Kind end) {
        if (++depth > DEEPEST) {
            throw source.problem(tokens.peek().at(), "parentheses are nested too deeply");
        }
        int at = tokens.peek().at();
        List<String> set = new ArrayList<>();
        boolean assigns = declarations(range, set);
        List<Expression.Command> commands = new ArrayList<>();
        while (true) {
            Expression.Command command = command();
            if (!commands.isEmpty() && !callable(command.words().getFirst())) {
                throw source.problem(command.at(), "only functions and methods can stand after \"|\"");
            }
            commands.add(command);
            Token token = tokens.next();
            if (token.is(end)) {
                break;
            }
            if (!token.is(Kind.PIPE)) {
                throw source.problem(token.at(), "unexpected " + token.shown());
            }
        }
        if (assigns) {
            assigned.addAll(set);
        } else {
            variables.addAll(set);
        }
        depth--;
        return new Expression.Pipe(at, List.copyOf(set), assigns, List.copyOf(commands));
    }

    private boolean declarations(boolean range, List<String> set) {
        Token first = tokens.peek();
        Kind then = tokens.second().kind();
        boolean sets = then == Kind.DECLARE || then == Kind.ASSIGN || then == Kind.COMMA;
        if (!first.is(Kind.VARIABLE) || !sets) {
            return false;
        }
        set.add(tokens.next().text());
        Token sign = tokens.next();
        if (sign.is(Kind.COMMA)) {
            if (!range) {
                throw source.problem(sign.at(), "only {{range}} sets two variables");
            }
            set.add(tokens.expect(Kind.VARIABLE, "{{range}}").text());
            sign = tokens.next();
        }
        if (!sign.is(Kind.DECLARE) && !sign.is(Kind.ASSIGN)) {
            throw source.problem(sign.at(), "expected \":=\" or \"=\" and not " + sign.shown());
        }
        boolean assigns = sign.is(Kind.ASSIGN);
        if (assigns) {
            set.forEach(name -> known(name, first.at()));
        }
        return assigns;
    }

    private static boolean callable(Expression word) {
        return !(word instanceof Expression.Constant)
                && !(word instanceof Expression.Dot)
                && !(word instanceof Expression.Nil);
    }

    private Expression.Command command() {
        int at = tokens.peek().at();
        List<Expression> words = new ArrayList<>();
        while (!tokens.peek().is(Kind.PIPE)
                && !tokens.peek().is(Kind.RIGHT)
                && !tokens.peek().is(Kind.CLOSE)) {
            if (!words.isEmpty() && !tokens.peek().spaced()) {
                throw source.problem(
                        tokens.peek().at(), "unexpected " + tokens.peek().shown());
            }
            words.add(operand());
        }
        if (words.isEmpty()) {
            throw source.problem(at, "a value is missing here");
        }
        return new Expression.Command(at, List.copyOf(words));
    }

    private Expression operand() {
        Token token = tokens.next();
        Expression term = term(token);
        List<String> names = new ArrayList<>();
        while (tokens.peek().is(Kind.FIELD) && !tokens.peek().spaced()) {
            names.add(tokens.next().text().substring(1));
        }
        if (names.isEmpty()) {
            return term;
        }
        return switch (term) {
            case Expression.Field field -> {
                List<String> all = new ArrayList<>(field.names());
                all.addAll(names);
                yield new Expression.Field(field.at(), List.copyOf(all));
            }
            case Expression.Variable variable ->
                new Expression.Variable(variable.at(), variable.name(), List.copyOf(names));
            case Expression.Pipe pipe -> new Expression.Chain(pipe.at(), pipe, List.copyOf(names));
            case Expression.Function function -> new Expression.Chain(function.at(), function, List.copyOf(names));
            default -> throw source.problem(token.at(), "unexpected \".\" after " + token.shown());
        };
    }

    private Expression term(Token token) {
        return switch (token.kind()) {
            case IDENTIFIER -> {
                if (Functions.find(token.text()).isEmpty()) {
                    throw source.problem(token.at(), "there is no function \"" + token.text() + "\"");
                }
                yield new Expression.Function(token.at(), token.text());
            }
            case DOT -> new Expression.Dot(token.at());
            case FIELD -> new Expression.Field(token.at(), List.of(token.text().substring(1)));
            case VARIABLE -> {
                known(token.text(), token.at());
                yield new Expression.Variable(token.at(), token.text(), List.of());
            }
            case STRING -> new Expression.Constant(token.at(), token.text());
            case CHARACTER ->
                new Expression.Constant(token.at(), (long) token.text().codePointAt(0));
            case NUMBER -> new Expression.Constant(token.at(), number(token));
            case OPEN -> pipe(false, Kind.CLOSE);
            case KEYWORD ->
                switch (token.text()) {
                    case "true" -> new Expression.Constant(token.at(), true);
                    case "false" -> new Expression.Constant(token.at(), false);
                    case "nil" -> new Expression.Nil(token.at());
                    default -> throw source.problem(token.at(), "unexpected " + token.shown());
                };
            default -> throw source.problem(token.at(), "unexpected " + token.shown());
        };
    }

    private void known(String name, int at) {
        if (!variables.contains(name)) {
            throw source.problem(at, "there is no variable \"" + name + "\" here");
        }
    }

    private Object number(Token token) {
        String text = token.text().replace("_", "");
        try {
            String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
            boolean negative = text.startsWith("-");
            if (digits.matches("0[xX][0-9a-fA-F]+")) {
                return Long.parseLong((negative ? "-" : "") + digits.substring(2), 16);
            }
            if (digits.matches("0[oO]?[0-7]+")) {
                return Long.parseLong((negative ? "-" : "") + digits.replaceFirst("^0[oO]?", ""), 8);
            }
            if (digits.matches("0[bB][01]+")) {
                return Long.parseLong((negative ? "-" : "") + digits.substring(2), 2);
            }
            if (digits.matches("0|[1-9][0-9]*")) {
                return Long.parseLong(text);
            }
            if (!digits.matches("0[0-9]+") && digits.matches("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?")) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException tooLarge) {
            throw source.problem(token.at(), "the number " + token.text() + " is too large");
        }
        throw source.problem(token.at(), "\"" + token.text() + "\" is no number");
    }
}
