package com.kaldrix.monitoring.bench.fault;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Kills replicas at random moments under load, one after the other, and reckons up at the end. */
public final class Rounds {
    /** SQS gives what a killed replica had in hand to another after 30 s: if nothing moves for longer, nothing will. */
    private static final Duration STILL = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Duration STOP = Duration.ofSeconds(30);

    private final Settings settings;
    private final KaldrixStack stack;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * What to do.
     *
     * @param rounds how often a replica is killed
     * @param seed decides the alerts, the moments and the replicas
     * @param perSecond alerts a second
     * @param least between two replicas that are ready and the kill, at least
     * @param most between two replicas that are ready and the kill, at most
     */
    public record Settings(int rounds, long seed, int perSecond, Duration least, Duration most) {
        /** 200 alerts a second, a kill one to six seconds after all are ready. */
        public static Settings of(int rounds, long seed) {
            return new Settings(rounds, seed, 200, Duration.ofSeconds(1), Duration.ofSeconds(6));
        }
    }

    /**
     * One kill.
     *
     * @param replica which one
     * @param at when
     * @param back how long it took until the replica was ready again
     */
    public record Kill(String replica, Instant at, Duration back) {}

    /**
     * What came of all rounds.
     *
     * @param verdict what was lost and told twice
     * @param kills the rounds
     * @param takeovers for each kill, how long it took until all was told that had been published before it
     * @param cpu processor time of all replicas while they worked
     * @param resident their memory in bytes, least first
     * @param dead messages in the dead-letter queues
     */
    public record Outcome(
            Reckoning.Verdict verdict,
            List<Kill> kills,
            List<Duration> takeovers,
            Duration cpu,
            List<Long> resident,
            int dead) {
        public Outcome {
            kills = List.copyOf(kills);
            takeovers = takeovers.stream().sorted().toList();
            resident = List.copyOf(resident);
        }
    }

    /** Rounds on that stack, which is up. */
    public Rounds(Settings settings, KaldrixStack stack, Clock clock, Consumer<String> progress) {
        this.settings = settings;
        this.stack = stack;
        this.clock = clock;
        this.progress = progress;
    }

    /** Does all of it. */
    public Outcome run() throws InterruptedException {
        Random random = new Random(settings.seed() + 1);
        Ledger ledger = new Ledger();
        Reckoning reckoning = new Reckoning(ledger, stack.sinks());
        Replicas replicas = new Replicas(stack);
        List<Kill> kills = new ArrayList<>();
        Load.Plan plan = new Load.Plan(
                "kill" + Long.toHexString(settings.seed()),
                settings.seed(),
                settings.perSecond(),
                stack.settings().regions());
        try (Topics topics = new Topics(stack, clock);
                Load load = Load.start(plan, topics, ledger, clock);
                Endings endings = Endings.watch(load, reckoning)) {
            for (int round = 1; round <= settings.rounds(); round++) {
                long spread = settings.most().minus(settings.least()).toMillis();
                Pace.pause(settings.least().plusMillis(random.nextLong(spread + 1)));
                String victim =
                        replicas.names().get(random.nextInt(replicas.names().size()));
                Instant at = clock.instant();
                replicas.kill(victim);
                replicas.restart(victim);
                Duration back = Duration.between(at, clock.instant());
                kills.add(new Kill(victim, at, back));
                progress.accept("round " + round + " of " + settings.rounds() + ": killed " + victim + " after "
                        + ledger.size() + " alerts, ready again after " + back.toMillis() + " ms");
            }
            Pace.pause(settings.most());
            endings.stop();
            load.stop(STOP);
            progress.accept("published " + ledger.size() + " alerts; waiting until all is told");
            settle(reckoning, topics, replicas);
            List<Duration> takeovers =
                    kills.stream().map(kill -> reckoning.takenOver(kill.at())).toList();
            return new Outcome(
                    reckoning.verdict(), kills, takeovers, replicas.spent(), replicas.resident(), topics.dead());
        }
    }

    /**
     * Waits until nothing is left to do anywhere, so that what would be told twice has been; or until nothing has moved for a
     * minute, and then the verdict says what is missing.
     */
    public static void settle(Reckoning reckoning, Topics topics, Replicas replicas) throws InterruptedException {
        record Left(boolean complete, int told, int waiting, int undelivered) {
            boolean nothing() {
                return complete && waiting == 0 && undelivered == 0;
            }
        }
        Left last = new Left(false, 0, 0, 0);
        long since = System.nanoTime();
        while (System.nanoTime() - since < STILL.toNanos()) {
            Left left = new Left(reckoning.complete(), reckoning.messages(), topics.waiting(), replicas.undelivered());
            if (left.nothing()) {
                return;
            }
            if (!left.equals(last)) {
                since = System.nanoTime();
            }
            last = left;
            Pace.pause(LOOK);
        }
    }
}
