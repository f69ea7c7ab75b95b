package com.kaldrix.monitoring.local.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options and words after a command. */
final class Arguments {
    private final Map<String, String> options;
    private final List<String> words;

    private Arguments(Map<String, String> options, List<String> words) {
        this.options = options;
        this.words = words;
    }

    /**
     * Reads arguments.
     *
     * @param withValue options that take a value, as {@code --name value} or {@code --name=value}
     * @param flags options that take none
     * @param words how many other words there may be at most
     * @throws UsageException for anything else
     */
    static Arguments parse(List<String> arguments, Set<String> withValue, Set<String> flags, int words) {
        Map<String, String> options = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = argument.startsWith("--") && equals > 0 ? argument.substring(0, equals) : argument;
            if (flags.contains(argument)) {
                options.put(argument, "");
            } else if (withValue.contains(name)) {
                if (!name.equals(argument)) {
                    options.put(name, argument.substring(equals + 1));
                } else if (++i < arguments.size()) {
                    options.put(name, arguments.get(i));
                } else {
                    throw new UsageException("The option " + name + " needs a value.");
                }
            } else if (argument.startsWith("-")) {
                throw new UsageException(
                        "There is no option " + argument + " here; ./kaldrix help lists what there is.");
            } else {
                others.add(argument);
            }
        }
        if (others.size() > words) {
            throw new UsageException(
                    "The word " + others.get(words) + " is one too many; ./kaldrix help says what is" + " taken.");
        }
        return new Arguments(options, others);
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    Optional<String> word() {
        return words.stream().findFirst();
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** A whole number within bounds. */
    int number(String name, int least, int most, int otherwise) {
        @Nullable String value = options.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw outside(name, least, most, value);
        }
        throw outside(name, least, most, value);
    }

    private static UsageException outside(String name, int least, int most, String value) {
        return new UsageException(
                "The option " + name + " takes a number from " + least + " to " + most + ", not " + value + ".");
    }
}
