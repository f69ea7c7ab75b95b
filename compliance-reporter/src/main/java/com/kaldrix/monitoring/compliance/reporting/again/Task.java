package com.kaldrix.monitoring.compliance.reporting.again;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param folder where the report is; null when only the trail is there
 * @param fresh where the files go that are made again; null for nowhere
 * @param trail an export of the audit trail; null to go by the report's own data set
 * @param key of whom the trail's checkpoints must be; null to take the export's own word for it
 * @param report which one, when there is no folder
 */
record Task(
        @Nullable Path folder,
        @Nullable Path fresh,
        @Nullable Path trail,
        @Nullable Path key,
        @Nullable UUID report) {
    static final String USAGE = """
            usage: ./kaldrix report again FOLDER [NEW FOLDER] [--trail EXPORT [--key FILE]]
               or: ./kaldrix report again --report ID --trail EXPORT [--key FILE] [NEW FOLDER]""";

    /** @throws IllegalArgumentException with a sentence when that is nothing that can be done */
    static Task of(List<String> arguments) {
        List<Path> paths = new ArrayList<>();
        Path trail = null;
        Path key = null;
        UUID report = null;
        if (arguments.isEmpty() || !arguments.getFirst().equals("again")) {
            throw new IllegalArgumentException(USAGE);
        }
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--trail" -> trail = Path.of(value(arguments, ++i, argument));
                case "--key" -> key = Path.of(value(arguments, ++i, argument));
                case "--report" -> report = id(value(arguments, ++i, argument));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("'" + argument + "' is not understood. " + USAGE);
                    }
                    paths.add(Path.of(argument));
                }
            }
        }
        if (paths.size() + (report == null ? 0 : 1) > 2
                || paths.isEmpty() && report == null
                || trail == null && (report != null || key != null)) {
            throw new IllegalArgumentException(USAGE);
        }
        return report == null
                ? new Task(paths.getFirst(), paths.size() == 2 ? paths.getLast() : null, trail, key, null)
                : new Task(null, paths.isEmpty() ? null : paths.getFirst(), trail, key, report);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no id of a report.", e);
        }
    }

    private static String value(List<String> arguments, int at, String option) {
        if (at >= arguments.size()) {
            throw new IllegalArgumentException("After " + option + " something is missing. " + USAGE);
        }
        return arguments.get(at);
    }
}
