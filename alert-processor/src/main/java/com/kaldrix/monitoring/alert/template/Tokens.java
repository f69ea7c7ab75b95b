package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Token.Kind;
import java.util.List;

/** The words of a template, one after the other. */
final class Tokens {
    private final Source source;
    private final List<Token> all;
    private int at;

    Tokens(Source source, List<Token> all) {
        this.source = source;
        this.all = all;
    }

    Token peek() {
        return all.get(Math.min(at, all.size() - 1));
    }

    /** The word after the next one. */
    Token second() {
        return all.get(Math.min(at + 1, all.size() - 1));
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    Token expect(Kind kind, String in) {
        Token token = next();
        if (!token.is(kind)) {
            throw source.problem(token.at(), "unexpected " + token.shown() + " in " + in);
        }
        return token;
    }
}
