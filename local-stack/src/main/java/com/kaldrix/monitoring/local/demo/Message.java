package com.kaldrix.monitoring.local.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What arrived at a sink, as its reader understands it.
 *
 * @param at story time of its arrival
 * @param place where it arrived
 * @param subject name of the alert that it is about; empty when nobody can tell
 * @param kind what it tells
 * @param receiver whom it addresses; empty when nobody can tell
 * @param headline the line that stands for the whole
 * @param text all of its words
 */
record Message(Duration at, Place place, String subject, Kind kind, String receiver, String headline, String text) {

    private static final Pattern INSTEAD = Pattern.compile("Sent here because (\\S+)");

    /** By what means it should have come; empty when it came as it should. */
    Optional<String> insteadOf() {
        Matcher words = INSTEAD.matcher(text);
        return words.find() ? Optional.of(words.group(1)) : Optional.empty();
    }

    Message as(Kind other) {
        return new Message(at, place, subject, other, receiver, headline, text);
    }

    /** What a message tells. */
    enum Kind {
        /** A new incident. */
        PAGE,
        /** More alerts, or fewer. */
        CHANGED,
        /** Still open, and nobody has taken it. */
        STILL_OPEN,
        /** Nobody answered in time. */
        ESCALATED,
        /** A page that its own channel has not taken. */
        FALLBACK,
        /** All is over. */
        OVER,
        /** It fired and was over before this place could be reached. */
        FIRED_AND_OVER,
        /** Somebody tries out whether this place can be reached. */
        TEST,
        /** None of these, or refused by the sink as the vendor would refuse it. */
        UNREADABLE
    }
}
