package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes templates of a text, by the rules of Go's text/template/parse. */
final class Parser {
    /** Deeper than this nobody nests by hand. */
    private static final int DEEPEST = 100;

    private final Source source;
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private int loops;
    private int depth;

    private Parser(Source source) {
        this.source = source;
        this.tokens = new Tokens(source, Lexer.read(source));
        this.expressions = new ExpressionParser(source, tokens);
    }

    /** How a list of nodes ended. */
    private record Body(List<Node> nodes, Token last) {}

    /**
     * The template that the text itself is, under {@code name}, and all that it defines.
     *
     * @throws TemplateException if it is none
     */
    static Map<String, Definition> parse(String name, Source source) {
        Parser parser = new Parser(source);
        Body body = parser.list(true);
        if (!body.last().is(Kind.END)) {
            throw source.problem(body.last().at(), "unexpected {{" + body.last().text() + "}}");
        }
        parser.define(name, body.nodes(), body.last().at(), parser.expressions.takeAssigned());
        return parser.definitions;
    }

    private void define(String name, List<Node> body, int at, Set<String> assigned) {
        Definition made = new Definition(name, source, body, assigned);
        Definition before = definitions.get(name);
        if (before != null && !before.isBlank() && !made.isBlank()) {
            throw source.problem(at, "\"" + name + "\" is defined twice in the same text");
        }
        if (before == null || !made.isBlank()) {
            definitions.put(name, made);
        }
    }

    private Body list(boolean top) {
        List<Node> nodes = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            if (token.is(Kind.TEXT)) {
                nodes.add(new Node.Text(token.text()));
            } else if (token.is(Kind.END)) {
                return new Body(nodes, token);
            } else {
                Token word = tokens.peek();
                if (word.isKeyword("end") || word.isKeyword("else")) {
                    return new Body(nodes, tokens.next());
                }
                if (word.isKeyword("define") && top) {
                    tokens.next();
                    definition();
                } else {
                    nodes.add(node());
                }
            }
        }
    }

    private Node node() {
        Token word = tokens.peek();
        if (!word.is(Kind.KEYWORD)) {
            return action();
        }
        return switch (word.text()) {
            case "if" -> branch(Node.Branch.Kind.IF, tokens.next());
            case "with" -> branch(Node.Branch.Kind.WITH, tokens.next());
            case "range" -> branch(Node.Branch.Kind.RANGE, tokens.next());
            case "template" -> call(tokens.next());
            case "block" -> block(tokens.next());
            case "break", "continue" -> leave(tokens.next());
            case "define" -> throw source.problem(word.at(), "{{define}} stands at the top, not within anything");
            default -> action();
        };
    }

    private Node action() {
        Expression.Pipe pipe = expressions.pipe(false, Kind.RIGHT);
        return new Node.Action(pipe);
    }

    private Node leave(Token word) {
        tokens.expect(Kind.RIGHT, "{{" + word.text() + "}}");
        if (loops == 0) {
            throw source.problem(word.at(), "{{" + word.text() + "}} outside {{range}}");
        }
        return word.text().equals("break") ? new Node.Break() : new Node.Continue();
    }

    private Node branch(Node.Branch.Kind kind, Token word) {
        int mark = expressions.mark();
        Expression.Pipe pipe = expressions.pipe(kind == Node.Branch.Kind.RANGE, Kind.RIGHT);
        loops += kind == Node.Branch.Kind.RANGE ? 1 : 0;
        Body then = inner(word);
        loops -= kind == Node.Branch.Kind.RANGE ? 1 : 0;
        List<Node> otherwise = List.of();
        if (then.last().isKeyword("else")) {
            otherwise = otherwise(kind, word);
        } else {
            tokens.expect(Kind.RIGHT, "{{end}}");
        }
        expressions.forget(mark);
        return new Node.Branch(kind, pipe, then.nodes(), otherwise);
    }

    private List<Node> otherwise(Node.Branch.Kind kind, Token word) {
        Token next = tokens.peek();
        boolean chains = (kind == Node.Branch.Kind.IF && next.isKeyword("if"))
                || (kind == Node.Branch.Kind.WITH && next.isKeyword("with"));
        if (chains) {
            return List.of(branch(kind, tokens.next()));
        }
        tokens.expect(Kind.RIGHT, "{{else}}");
        Body body = inner(word);
        if (body.last().isKeyword("else")) {
            throw source.problem(body.last().at(), "there is an {{else}} already");
        }
        tokens.expect(Kind.RIGHT, "{{end}}");
        return body.nodes();
    }

    private Body inner(Token word) {
        if (++depth > DEEPEST) {
            throw source.problem(word.at(), "this is nested too deeply");
        }
        Body body = list(false);
        depth--;
        if (body.last().is(Kind.END)) {
            throw source.problem(word.at(), "{{" + word.text() + "}} has no {{end}}");
        }
        return body;
    }

    private Node call(Token word) {
        String name = name("template");
        Optional<Expression.Pipe> argument = Optional.empty();
        if (tokens.peek().is(Kind.RIGHT)) {
            tokens.next();
        } else {
            argument = Optional.of(expressions.pipe(false, Kind.RIGHT));
        }
        return new Node.Call(word.at(), name, argument);
    }

    private Node block(Token word) {
        String name = name("block");
        Expression.Pipe argument = expressions.pipe(false, Kind.RIGHT);
        body(name, word);
        return new Node.Call(word.at(), name, Optional.of(argument));
    }

    private void definition() {
        Token word = tokens.peek();
        String name = name("define");
        tokens.expect(Kind.RIGHT, "{{define}}");
        body(name, word);
    }

    /** A template of its own: it sees no variables of what stands around it. */
    private void body(String name, Token word) {
        ExpressionParser.Scope outer = expressions.enter();
        int outerLoops = loops;
        loops = 0;
        Body body = inner(word);
        if (body.last().isKeyword("else")) {
            throw source.problem(body.last().at(), "unexpected {{else}}");
        }
        tokens.expect(Kind.RIGHT, "{{end}}");
        define(name, body.nodes(), word.at(), new HashSet<>(expressions.takeAssigned()));
        loops = outerLoops;
        expressions.leave(outer);
    }

    private String name(String after) {
        Token name = tokens.next();
        if (!name.is(Kind.STRING)) {
            throw source.problem(
                    name.at(), "expected a name in quotes after \"" + after + "\" and not " + name.shown());
        }
        return name.text();
    }
}
