package com.kaldrix.monitoring.bench.gateway;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Table;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** {@code ./kaldrix bench faults-metrics}: a gateway is killed under load, by remote write 1.0 and by 2.0. */
public final class GatewayFaultBenchmark implements Benchmark {
    private static final int ROUNDS = 20;

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        workshop.train(ServiceDefinition.METRICS_GATEWAY);
        int rounds = Math.toIntExact(workshop.setting("KALDRIX_BENCH_ROUNDS", ROUNDS));
        long seed = workshop.seed();
        boolean passed = true;
        for (Version version : Version.values()) {
            passed &= run(workshop, new GatewayRounds.Settings(rounds, seed, version));
        }
        return passed;
    }

    private static boolean run(Workshop workshop, GatewayRounds.Settings settings)
            throws IOException, InterruptedException {
        Path state = workshop.folder("faults-metrics");
        Folders.delete(state);
        GatewayRounds.Outcome outcome;
        try (GatewayStage stage = GatewayStage.start(workshop.root(), state)) {
            outcome = new GatewayRounds(stage, settings, workshop.progress()::println).run();
        } catch (TimeoutException never) {
            throw new StackException(String.valueOf(never.getMessage()), never);
        }
        workshop.show(table(settings, outcome));
        outcome.missingAtTarget().forEach(line -> workshop.progress().println("missing at the target: " + line));
        outcome.missingInArchive().forEach(line -> workshop.progress().println("missing in the archive: " + line));
        if (outcome.clean()) {
            Folders.delete(state);
        } else {
            workshop.progress().println("The state is kept in " + state);
        }
        return outcome.clean();
    }

    private static Table table(GatewayRounds.Settings settings, GatewayRounds.Outcome outcome) {
        List<Duration> back = outcome.back();
        return new Table(
                        "SIGKILL of a gateway under remote write "
                                + settings.version().label(),
                        "seed " + settings.seed())
                .row("kills", back.size())
                .row("samples acknowledged", outcome.acknowledged())
                .row(
                        "series with acknowledged samples that are not at the target",
                        outcome.missingAtTarget().size())
                .row("the same in the archive", outcome.missingInArchive().size())
                .row("samples in the archive, with those that were sent again", outcome.archived())
                .row("requests refused for good", outcome.refused().size())
                .row(
                        "ready again after, median / longest",
                        Table.seconds(Table.quantile(back, 0.5)) + " / " + Table.seconds(back.getLast()));
    }
}
