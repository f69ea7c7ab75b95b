package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.receiver.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What must be sent and what has been. */
public interface Deliveries {
    /** Adds messages in the caller's transaction: they exist exactly if the change that they tell of does. */
    void add(List<Delivery> deliveries);

    /** Everybody who was or will be told that an incident fires. */
    List<ToldThread> threads(UUID incident);

    /** Channels that have something to send which may be sent now, the most severe first. */
    List<DueChannel> due();

    /**
     * Takes messages of one channel in hand, the most severe first, no more than its rate limit allows. Commits before it
     * returns, so that an attempt that is cut short leaves its trace.
     *
     * @param most how many at most
     * @param lease how long nobody else may take them
     * @return what to send, and when to come again if the rate limit held something back
     */
    Claims claim(DueChannel channel, int most, RateLimit limit, Duration lease);

    /**
     * Writes down how an attempt ended.
     *
     * @param retryIn when to try again, for an outcome that is not final
     */
    void finish(Claim claim, Outcome outcome, Duration retryIn, Instant now);

    /** Gives back what was taken in hand and not begun. */
    void release(Claim claim);

    /** Puts back what a replica took in hand and never finished, marked uncertain; how many there were. */
    int reclaimLost();

    /** Gives up what is too old; what it gave up. */
    List<Claim> expire(Instant now);

    /** Takes deliveries that need another channel as well, in the caller's transaction. */
    List<Stuck> takeFallbacksDue(Instant now, int most);

    /** The channels that have been tried for a message: its own, and those in whose place it goes out. */
    Set<String> tried(UUID delivery);

    /** How destinations fare, as all replicas have seen it. */
    List<ChannelHealth> health();

    /**
     * Somebody who was or will be told.
     *
     * @param address by which integration
     * @param dedupKey under which key
     * @param waiting whether a message has not left yet
     */
    record ToldThread(Address address, String dedupKey, boolean waiting) {}

    /**
     * @param key the channel
     * @param kind kind of its integrations
     */
    record DueChannel(String key, String kind) {}

    /**
     * A message in hand.
     *
     * @param id the delivery
     * @param attempt number of the attempt, from 1
     * @param address where to
     * @param channel what is limited and goes down together
     * @param notification what to say, older messages that had not left included
     * @param earlier what the channel returned for an earlier message of the thread; empty for none
     * @param uncertain whether an earlier attempt may have arrived
     * @param waited for how long it has waited
     */
    record Claim(
            UUID id,
            int attempt,
            Address address,
            String channel,
            Notification notification,
            String earlier,
            boolean uncertain,
            Duration waited) {}

    /**
     * @param claims what to send
     * @param comeAgainIn when the rate limit lets the next one pass; zero when it held nothing back
     */
    record Claims(List<Claim> claims, Duration comeAgainIn) {
        public static final Claims NONE = new Claims(List.of(), Duration.ZERO);
    }

    /**
     * A message that its channel has not taken in time.
     *
     * @param delivery what was to be sent
     * @param rejected whether the channel refused it for good
     * @param reason what the channel said last; empty when it was not tried
     */
    record Stuck(Delivery delivery, boolean rejected, String reason) {}

    /**
     * @param key the channel
     * @param up whether the latest attempt succeeded, or none has failed yet
     * @param waiting whether any message for it has not left
     */
    record ChannelHealth(String key, boolean up, boolean waiting) {}
}
