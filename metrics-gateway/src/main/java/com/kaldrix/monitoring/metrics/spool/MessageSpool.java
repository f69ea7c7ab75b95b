package com.kaldrix.monitoring.metrics.spool;

import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages to topics that wait to be sent: the outbox of a service without a database. Messages to a topic that this gateway
 * does not have are left out. Safe for several threads.
 */
public final class MessageSpool {
    private static final Logger LOG = LoggerFactory.getLogger(MessageSpool.class);
    private static final String VERSION = "1";

    private final Spool spool;
    private final Set<String> topics;

    /** @param topics logical names of the topics that there are */
    public MessageSpool(Spool spool, Set<String> topics) {
        this.spool = spool;
        this.topics = Set.copyOf(topics);
    }

    /** Has a message sent; it is on the disk when this returns. */
    public void put(OutboxMessage message) {
        if (!topics.contains(message.topic())) {
            return;
        }
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        text.append(message.id()).append('\n');
        text.append(message.topic()).append('\n');
        text.append(message.type()).append('\n');
        text.append(message.attributes().size()).append('\n');
        message.attributes()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        spool.put(text.append(message.body()).toString());
    }

    /** The oldest messages by their entries, the oldest first; what cannot be read is dropped with a word. */
    public Map<Spool.Entry, OutboxMessage> oldest(int count) {
        List<Spool.Entry> entries = spool.oldest(count);
        Map<Spool.Entry, OutboxMessage> messages = new LinkedHashMap<>();
        for (Spool.Entry entry : entries) {
            try {
                messages.put(entry, read(entry.text()));
            } catch (RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("entry", entry.number())
                        .log("A message that waits to be sent is damaged and is given up");
                spool.remove(entry);
            }
        }
        return messages;
    }

    private static OutboxMessage read(String text) {
        String[] head = text.split("\n", 6);
        if (head.length < 6 || !head[0].equals(VERSION)) {
            throw new IllegalArgumentException("no message");
        }
        String rest = head[5];
        Map<String, String> attributes = new HashMap<>();
        for (int i = Integer.parseInt(head[4]); i > 0; i--) {
            int equals = rest.indexOf('=');
            int end = rest.indexOf('\n');
            attributes.put(rest.substring(0, equals), rest.substring(equals + 1, end));
            rest = rest.substring(end + 1);
        }
        return new OutboxMessage(UUID.fromString(head[1]), head[2], head[3], rest, attributes);
    }

    /** The message of this entry was sent. */
    public void remove(Spool.Entry entry) {
        spool.remove(entry);
    }

    /** Waits until something is there, or the time is over; whether something is. */
    public boolean await(long millis) throws InterruptedException {
        return spool.await(millis);
    }

    /** How many messages wait. */
    public int size() {
        return spool.size();
    }
}
