package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.bench.fault.Endings;
import com.kaldrix.monitoring.bench.fault.Ledger;
import com.kaldrix.monitoring.bench.fault.Load;
import com.kaldrix.monitoring.bench.fault.Reckoning;
import com.kaldrix.monitoring.bench.fault.Replicas;
import com.kaldrix.monitoring.bench.fault.Rounds;
import java.time.Duration;

/** A load on a stage while something is done to it, and the reckoning after that. */
final class Pressure implements AutoCloseable {
    private final Stage stage;
    private final long seed;
    private final Ledger ledger = new Ledger();
    private final Reckoning reckoning;
    private final Replicas replicas;
    private final Load load;
    private final Endings endings;

    private Pressure(Stage stage, String name, int perSecond) {
        this.stage = stage;
        this.seed = Packaged.seed(name);
        this.reckoning = new Reckoning(ledger, stage.sinks());
        this.replicas = new Replicas(stage.stack());
        this.load = Load.start(
                new Load.Plan(name, seed, perSecond, stage.stack().settings().regions()),
                stage.topics(),
                ledger,
                stage.clock());
        this.endings = Endings.watch(load, reckoning);
    }

    /** Alerts at that rate from now on. */
    static Pressure on(Stage stage, String name, int perSecond) {
        return new Pressure(stage, name, perSecond);
    }

    Replicas replicas() {
        return replicas;
    }

    /** Lets it go on until so many more alerts have been published. */
    void goOnFor(int alerts) {
        int wanted = ledger.size() + alerts;
        await().atMost(Duration.ofMinutes(2)).until(() -> ledger.size() >= wanted);
    }

    /** Ends the load, waits until all is done, and wants everything told and nothing told twice. */
    void reckonUp() throws InterruptedException {
        endings.stop();
        load.stop(Duration.ofSeconds(30));
        Rounds.settle(reckoning, stage.topics(), replicas);
        Reckoning.Verdict verdict = reckoning.verdict();
        assertThat(verdict.alerts()).isPositive();
        assertThat(verdict.lost()).as("lost, seed %d", seed).isEmpty();
        assertThat(verdict.duplicates()).as("told twice, seed %d", seed).isEmpty();
        assertThat(stage.topics().dead()).as("dead letters").isZero();
    }

    @Override
    public void close() {
        endings.close();
        load.close();
    }
}
