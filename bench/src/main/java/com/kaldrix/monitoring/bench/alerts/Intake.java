package com.kaldrix.monitoring.bench.alerts;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Posts the same distinct alerts again and again, as Prometheus does, and then reads them all. */
final class Intake {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 4;
    private static final Duration HOLDS = Duration.ofMinutes(30);

    private final Clock clock;
    private final int distinct;
    private final int warmUp;
    private final int measured;
    private final int readings;

    /**
     * What was measured.
     *
     * @param firstPerSecond alerts a second, those that come for the first time, after others have come
     * @param firstCpu processor time for each of them, in microseconds
     * @param perSecond alerts a second, those that are known
     * @param cpu processor time for each of them, in microseconds
     * @param posts how long requests of known ones took, the shortest first
     * @param reads how long reading all took, the shortest first
     */
    record Figures(
            double firstPerSecond,
            double firstCpu,
            double perSecond,
            double cpu,
            List<Duration> posts,
            List<Duration> reads) {}

    /**
     * A measurement.
     *
     * @param distinct how many alerts there are
     * @param warmUp how many are posted before anything counts
     * @param measured how many known ones count
     * @param readings how often all are read, to warm up and then again
     */
    Intake(Clock clock, int distinct, int warmUp, int measured, int readings) {
        this.clock = clock;
        this.distinct = distinct;
        this.warmUp = warmUp;
        this.measured = measured;
        this.readings = readings;
    }

    /** Measures a receiver that is up. */
    Figures of(Receiver receiver) throws IOException, InterruptedException {
        try (Door door = new Door(receiver)) {
            Instant startsAt = clock.instant().minusSeconds(60);
            List<String> others = others(startsAt);
            for (int sent = 0; sent < warmUp; sent += others.size() * BATCH) {
                door.post(others, CONNECTIONS);
            }
            List<Duration> unused = new ArrayList<>();
            Pass first = pass(receiver, door, startsAt, unused, 1);
            List<Duration> posts = new ArrayList<>();
            Pass known = pass(receiver, door, startsAt, posts, Math.max(1, measured / distinct));
            List<Duration> reads = new ArrayList<>();
            for (int i = 0; i < 2 * readings; i++) {
                Duration took = door.getAlerts();
                if (i >= readings) {
                    reads.add(took);
                }
            }
            return new Figures(
                    first.perSecond(),
                    first.cpu(),
                    known.perSecond(),
                    known.cpu(),
                    posts.stream().sorted().toList(),
                    reads.stream().sorted().toList());
        }
    }

    /** A thousand that are none of those that count. They are over when the others are read. */
    private List<String> others(Instant startsAt) {
        List<String> bodies = new ArrayList<>();
        Instant until = clock.instant().plusSeconds(5);
        for (int batch = 0; batch < 10; batch++) {
            StringBuilder body = new StringBuilder("[");
            for (int i = 0; i < BATCH; i++) {
                body.append(i > 0 ? "," : "").append(Door.alert("Other", "other-" + batch + "-" + i, startsAt, until));
            }
            bodies.add(body.append(']').toString());
        }
        return bodies;
    }

    private record Pass(double perSecond, double cpu) {}

    private Pass pass(Receiver receiver, Door door, Instant startsAt, List<Duration> posts, int rounds)
            throws IOException, InterruptedException {
        Duration before = receiver.cpu();
        long from = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            posts.addAll(door.post(
                    Door.batches(distinct, BATCH, startsAt, clock.instant().plus(HOLDS)), CONNECTIONS));
        }
        double alerts = (double) distinct * rounds;
        double seconds = (System.nanoTime() - from) / 1e9;
        Duration cpu = receiver.cpu().minus(before);
        return new Pass(alerts / seconds, cpu.toNanos() / 1e3 / alerts);
    }
}
