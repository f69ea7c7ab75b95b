package com.kaldrix.monitoring.alert.oncall;

import com.kaldrix.monitoring.alert.receiver.Receiver;
import java.time.ZoneId;
import java.util.List;

/**
 * Somebody who can be on call.
 *
 * @param id unique; as schedules and steps call them
 * @param name for people
 * @param email their address; also how they are known elsewhere; empty for none
 * @param slack their id at Slack, such as {@code U0123ABCD}; empty for none
 * @param zone where their nights are
 * @param contacts by which means they are told, in their order, the delays not falling; never empty
 */
public record Person(String id, String name, String email, String slack, ZoneId zone, List<ContactMethod> contacts) {
    /** How the name of the receiver begins that a person is. */
    public static final String PREFIX = "person:";

    public Person {
        contacts = List.copyOf(contacts);
        if (contacts.isEmpty()) {
            throw new IllegalArgumentException("somebody who is on call can be told");
        }
    }

    /** The person as a receiver, so that messages for them take the way of all messages. */
    public Receiver receiver() {
        return new Receiver(
                PREFIX + id, contacts.stream().map(ContactMethod::integration).toList());
    }
}
