package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.demo.Message.Kind;
import java.io.IOException;

/**
 * What somebody does who sees a page at Slack.
 *
 * @param subject what it is about
 * @param words what the audience is told
 * @param deed does it
 */
record Reaction(String subject, String words, Deed deed) {
    /** Does something about a message. */
    @FunctionalInterface
    interface Deed {
        void about(Message message) throws IOException, InterruptedException;
    }

    boolean isTo(Message message) {
        return message.place() == Place.SLACK
                && message.kind() == Kind.PAGE
                && message.subject().equals(subject);
    }
}
