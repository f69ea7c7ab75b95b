package com.kaldrix.monitoring.bench.fault;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Table;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code ./kaldrix bench faults-alerts}: replicas of alert-processor are killed under load. */
public final class FaultBenchmark implements Benchmark {
    private static final int SHOWN = 20;

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        workshop.train(ServiceDefinition.ALERT_PROCESSOR);
        int rounds = Math.toIntExact(workshop.setting("KALDRIX_BENCH_ROUNDS", 20));
        long seed = workshop.seed();
        Path state = workshop.folder("faults");
        Folders.delete(state);
        Rounds.Outcome outcome;
        try (KaldrixStack stack = FaultStack.start(workshop.root(), state, 2, workshop.progress()::println)) {
            outcome = new Rounds(
                            Rounds.Settings.of(rounds, seed), stack, workshop.clock(), workshop.progress()::println)
                    .run();
        }
        Reckoning.Verdict verdict = outcome.verdict();
        workshop.show(table(seed, outcome));
        verdict.lost().stream().limit(SHOWN).forEach(line -> workshop.progress().println("lost: " + line));
        verdict.duplicates().stream()
                .limit(SHOWN)
                .forEach(line -> workshop.progress().println("twice: " + line));
        boolean passed = verdict.clean() && outcome.dead() == 0;
        if (passed) {
            Folders.delete(state);
        } else {
            workshop.progress().println("The state is kept in " + state);
        }
        return passed;
    }

    private static Table table(long seed, Rounds.Outcome outcome) {
        Reckoning.Verdict verdict = outcome.verdict();
        List<Duration> page = verdict.latency().toPage();
        List<Duration> told = verdict.latency().toTold();
        List<Duration> back =
                outcome.kills().stream().map(Rounds.Kill::back).sorted().toList();
        double cpu = outcome.cpu().toMillis() / (double) Math.max(1, verdict.alerts());
        return new Table("SIGKILL under 200 alerts/s, two replicas", "seed " + seed)
                .row("rounds", outcome.kills().size())
                .row("alerts", verdict.alerts())
                .row("groups (pages due)", verdict.groups())
                .row("lost", verdict.lost().size())
                .row(
                        "told twice at idempotent sinks, or unmarked elsewhere",
                        verdict.duplicates().size())
                .row("repeats marked as such (Slack webhook, mail)", verdict.marked())
                .row("messages in dead-letter queues", outcome.dead())
                .row("takeover p50 / p99", quantiles(outcome.takeovers(), 0.5, 0.99))
                .row("killed replica ready again p50 / p99", quantiles(back, 0.5, 0.99))
                .row("first alert of a group to page p50 / p95 / p99", quantiles(page, 0.5, 0.95, 0.99))
                .row("alert to the message that holds it p50 / p95 / p99", quantiles(told, 0.5, 0.95, 0.99))
                .row("processor time for 1000 alerts", String.format(Locale.ROOT, "%.2f s", cpu))
                .row(
                        "resident memory of a replica p50 / most",
                        Table.megabytes(Table.quantile(outcome.resident(), 0.5)) + " / "
                                + Table.megabytes(outcome.resident().getLast()));
    }

    private static String quantiles(List<Duration> sorted, double... shares) {
        if (sorted.isEmpty()) {
            return "none";
        }
        return Arrays.stream(shares)
                .mapToObj(share -> Table.seconds(Table.quantile(sorted, share)))
                .collect(Collectors.joining(" / "));
    }
}
