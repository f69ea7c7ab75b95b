package com.kaldrix.monitoring.local.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What arrived, held against what was to arrive.
 *
 * @param arrived the message that meets each expectation, for those that are met
 * @param missing expectations that nothing meets
 * @param surplus messages that meet none: unexpected, once too often, too early or too late
 */
record Outcome(Map<Expectation, Message> arrived, List<Expectation> missing, List<Message> surplus) {
    Outcome {
        missing = List.copyOf(missing);
        surplus = List.copyOf(surplus);
    }

    /** Gives each message to the first expectation in order that it meets and that no earlier one has met. */
    static Outcome of(List<Expectation> expectations, List<Message> messages) {
        Map<Expectation, Message> arrived = new LinkedHashMap<>();
        List<Message> surplus = new ArrayList<>(messages);
        List<Expectation> missing = new ArrayList<>();
        for (Expectation expectation : expectations) {
            Optional<Message> first =
                    surplus.stream().filter(expectation::metBy).findFirst();
            first.ifPresentOrElse(
                    message -> {
                        surplus.remove(message);
                        arrived.put(expectation, message);
                    },
                    () -> missing.add(expectation));
        }
        return new Outcome(arrived, missing, surplus);
    }

    /** Whether everything arrived as it should, exactly once. */
    boolean good() {
        return missing.isEmpty() && surplus.isEmpty();
    }

    /** Says what was missing or too much, one sentence each. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        List<Message> unexplained = new ArrayList<>(surplus);
        for (Expectation expectation : missing) {
            Optional<Message> late =
                    unexplained.stream().filter(expectation::means).findFirst();
            late.ifPresent(unexplained::remove);
            String wanted = "%s, %s: \"%s\" for %s"
                    .formatted(
                            expectation.place().title(),
                            expectation.subject(),
                            expectation.row(),
                            expectation.receiver());
            faults.add(late.map(message ->
                            wanted + " came at " + StoryClock.text(message.at()) + ", not " + expectation.window())
                    .orElse(wanted + " did not come " + expectation.window()));
        }
        for (Message message : unexplained) {
            boolean again = arrived.keySet().stream().anyMatch(expectation -> expectation.means(message));
            faults.add("%s, %s: %s at %s for %s: %s"
                    .formatted(
                            message.place().title(),
                            message.subject().isEmpty() ? "no alert of the story" : message.subject(),
                            again ? "came once too often" : "was not to come, but did",
                            StoryClock.text(message.at()),
                            message.receiver().isEmpty() ? "nobody in particular" : message.receiver(),
                            message.headline()));
        }
        return faults;
    }
}
