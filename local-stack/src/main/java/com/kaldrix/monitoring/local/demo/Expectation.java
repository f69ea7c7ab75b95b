package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.demo.Message.Kind;
import java.time.Duration;
import java.util.List;

/**
 * A message that must arrive, exactly once and within a time.
 *
 * @param row what the table calls it
 * @param subject name of the alert that it is about
 * @param kind what it tells
 * @param receiver whom it addresses
 * @param place where it arrives
 * @param window when
 * @param says words that it must hold, each of them
 */
record Expectation(
        String row, String subject, Kind kind, String receiver, Place place, Window window, List<String> says) {
    Expectation {
        says = List.copyOf(says);
    }

    /** Story times between which something happens, both included. */
    record Window(Duration from, Duration to) {
        boolean contains(Duration time) {
            return time.compareTo(from) >= 0 && time.compareTo(to) <= 0;
        }

        @Override
        public String toString() {
            return "between " + StoryClock.text(from) + " and " + StoryClock.text(to);
        }
    }

    /** Whether that message is the one meant, whenever it came. */
    boolean means(Message message) {
        return message.subject().equals(subject)
                && message.kind() == kind
                && message.receiver().equals(receiver)
                && message.place() == place
                && says.stream().allMatch(message.text()::contains);
    }

    boolean metBy(Message message) {
        return means(message) && window.contains(message.at());
    }
}
