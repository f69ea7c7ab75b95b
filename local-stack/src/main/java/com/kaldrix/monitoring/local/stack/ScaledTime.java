package com.kaldrix.monitoring.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How fast the services' time runs.
 *
 * @param speed their seconds for each real one
 * @param anchor when their time and the real one agreed; the same for all services and over restarts, so that their time
 *     never runs backwards
 */
public record ScaledTime(double speed, Instant anchor) {
    /** The time of that speed, anchored where the state folder says or else now. */
    static ScaledTime of(double speed, Path state, Clock clock) throws IOException {
        Path file = state.resolve("clock");
        if (Files.exists(file)) {
            String[] words = Files.readString(file).strip().split(" ");
            try {
                if (words.length == 2 && Double.parseDouble(words[0]) == speed) {
                    return new ScaledTime(speed, Instant.parse(words[1]));
                }
            } catch (NumberFormatException | DateTimeException damaged) {
                throw new StackException(
                        "the file " + file + " is damaged; ./kaldrix down --wipe starts afresh", damaged);
            }
        }
        ScaledTime time = new ScaledTime(speed, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Files.writeString(file, time.speed + " " + time.anchor + "\n");
        return time;
    }
}
