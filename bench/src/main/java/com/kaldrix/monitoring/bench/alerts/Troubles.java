package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.bench.fault.Pace;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What a webhook is told when the receiver is killed, and when the webhook itself is away for a while. */
final class Troubles {
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(60);
    /** Longer than all waits of the route together. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private static final Duration AWAY = Duration.ofSeconds(20);
    private static final Duration HOLDS = Duration.ofMinutes(10);

    private final Receiver receiver;
    private final Clock clock;
    private int alerts;

    Troubles(Receiver receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    /**
     * An alert is told, the receiver is killed at once and started again, and Prometheus says once more that it fires.
     *
     * @return how often more than once the webhook was told of it, by a message that it had not had before
     */
    int toldAgainAfterKill() throws IOException, InterruptedException, TimeoutException {
        String name = "Killed" + alerts++;
        Instant startsAt = clock.instant();
        try (Door door = new Door(receiver)) {
            door.post(one(name, startsAt, startsAt.plus(HOLDS)));
            Pace.until(name + " to be told", TOLD_WITHIN, () -> !told(name).isEmpty());
            receiver.killAndRestart();
            door.post(one(name, startsAt, startsAt.plus(HOLDS)));
            Pace.pause(QUIET);
            return (int) told(name).stream()
                            .filter(receipt -> !receipt.duplicate())
                            .count()
                    - 1;
        }
    }

    /**
     * An alert fires and is over while the webhook answers 503.
     *
     * @return how often the webhook is told of it once it is back
     */
    int toldOfWhatWasOverMeanwhile() throws IOException, InterruptedException, TimeoutException {
        String name = "Over" + alerts++;
        Instant startsAt = clock.instant();
        receiver.sinks().misbehave(SinkName.WEBHOOK, Behaviour.status(503));
        try (Door door = new Door(receiver)) {
            door.post(one(name, startsAt, startsAt.plus(HOLDS)));
            Pace.pause(AWAY.dividedBy(2));
            door.post(one(name, startsAt, clock.instant()));
            Pace.pause(AWAY.dividedBy(2));
            receiver.sinks().behave(SinkName.WEBHOOK);
            long until = System.nanoTime() + TOLD_WITHIN.toNanos();
            while (told(name).isEmpty() && System.nanoTime() < until) {
                Pace.pause(Duration.ofMillis(200));
            }
            Pace.pause(QUIET);
            return told(name).size();
        }
    }

    private static String one(String name, Instant startsAt, Instant until) {
        return "[" + Door.alert(name, "node-1", startsAt, until) + "]";
    }

    private List<Receipt> told(String name) {
        return receiver.sinks().receipts(SinkName.WEBHOOK).stream()
                .filter(Receipt::accepted)
                .filter(receipt -> receipt.body().toString().contains("\"" + name + "\""))
                .toList();
    }
}
