package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that must be sent.
 *
 * @param notification what to say; its {@link Notification#delivery} is the identity of this delivery
 * @param address who says it to whom
 * @param channel what is limited and goes down together
 * @param expiresAt after this time it is not tried any more
 * @param fallbackAt when another channel is told as well if this one has not taken it; null for never
 * @param fallbackOf the delivery in whose place this one goes out; null for none
 * @param onlyWithOlder whether it is told only if an older message of its thread has not been
 */
public record Delivery(
        Notification notification,
        Address address,
        String channel,
        Instant expiresAt,
        @Nullable Instant fallbackAt,
        @Nullable UUID fallbackOf,
        boolean onlyWithOlder) {

    /**
     * How long deliveries are tried, and when another channel is told as well.
     *
     * @param maxAge after this time a delivery is given up
     * @param fallbackAfter after this time another channel is told as well
     * @param fallbackFor for these severities; what informs must not wake somebody by another channel
     */
    public record Patience(Duration maxAge, Duration fallbackAfter, Set<Severity> fallbackFor) {
        public Patience {
            fallbackFor = Set.copyOf(fallbackFor);
        }
    }

    /** A delivery of news: tried for as long as patience lasts, another channel told as well in time. */
    public static Delivery of(Notification notification, Address address, Integration integration, Patience patience) {
        Instant at = notification.at();
        boolean urgent = !notification.kind().over()
                && notification.kind().hasIncident()
                && notification.kind() != Notification.Kind.ACKNOWLEDGED
                && patience.fallbackFor().contains(notification.incident().severity());
        return new Delivery(
                notification,
                address,
                integration.channel(),
                at.plus(patience.maxAge()),
                urgent ? at.plus(patience.fallbackAfter()) : null,
                null,
                false);
    }

    Delivery asFallbackOf(UUID failed) {
        return new Delivery(notification, address, channel, expiresAt, fallbackAt, failed, onlyWithOlder);
    }

    /** The same delivery, told only if an older message of its thread has not been. */
    public Delivery onlyIfOlderWaits() {
        return new Delivery(notification, address, channel, expiresAt, fallbackAt, fallbackOf, true);
    }

    /** Messages of one thread leave one after the other, the newest taking the older ones with it. */
    public String thread() {
        return notification.incident().id() + "|" + address + "|" + notification.dedupKey();
    }
}
