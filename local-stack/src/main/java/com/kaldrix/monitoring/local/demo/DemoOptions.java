package com.kaldrix.monitoring.local.demo;

import java.util.List;
import java.util.OptionalInt;

/**
 * How the demo is asked for.
 *
 * @param keep whether the stack stays up after the story
 * @param portBase moves all ports; empty for the usual ones, or free ones where those are taken
 */
record DemoOptions(boolean keep, OptionalInt portBase) {
    private static final String KEEP = "--keep";
    private static final String PORT_BASE = "--port-base";
    private static final int LEAST = 1024;
    private static final int MOST = 65_505;

    /** @throws IllegalArgumentException with a sentence for who asked */
    static DemoOptions parse(List<String> arguments) {
        boolean keep = false;
        OptionalInt base = OptionalInt.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals(KEEP)) {
                keep = true;
            } else if (argument.startsWith(PORT_BASE + "=")) {
                base = OptionalInt.of(port(argument.substring(PORT_BASE.length() + 1)));
            } else if (argument.equals(PORT_BASE)) {
                i++;
                if (i == arguments.size()) {
                    throw new IllegalArgumentException("The option " + PORT_BASE + " needs a value.");
                }
                base = OptionalInt.of(port(arguments.get(i)));
            } else {
                throw new IllegalArgumentException(
                        "demo takes no " + argument + "; it takes " + KEEP + " and " + PORT_BASE + " N.");
            }
        }
        return new DemoOptions(keep, base);
    }

    private static int port(String text) {
        if (text.matches("\\d{4,5}")) {
            int port = Integer.parseInt(text);
            if (port >= LEAST && port <= MOST) {
                return port;
            }
        }
        throw new IllegalArgumentException(
                "The option " + PORT_BASE + " takes a number from " + LEAST + " to " + MOST + ", not " + text + ".");
    }
}
