package com.kaldrix.monitoring.alert.receiver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one integration of one receiver, in configurations, metrics and the database: {@code on-call/slack[0]}.
 *
 * @param receiver name of the receiver
 * @param kind kind of integration
 * @param index place among the receiver's integrations of that kind, from 0
 */
public record Address(String receiver, String kind, int index) {
    private static final Pattern SHAPE = Pattern.compile("(?s)(.*)/([a-z][a-z0-9]*)\\[(\\d+)]");

    /** @throws IllegalArgumentException if the text is not of the form {@code receiver/kind[index]} */
    public static Address parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no address such as on-call/slack[0]");
        }
        return new Address(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)));
    }

    @Override
    public String toString() {
        return receiver + "/" + kind + "[" + index + "]";
    }
}
