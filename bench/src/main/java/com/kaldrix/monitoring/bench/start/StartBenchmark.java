package com.kaldrix.monitoring.bench.start;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Table;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** {@code ./kaldrix bench start}: what it takes to start each service. */
public final class StartBenchmark implements Benchmark {
    private static final int STARTS = 5;

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        for (ServiceDefinition service : ServiceDefinition.all()) {
            start(workshop, service);
        }
        return true;
    }

    private static void start(Workshop workshop, ServiceDefinition service) throws IOException, InterruptedException {
        workshop.train(service);
        StartUp startUp = new StartUp(workshop.root(), service, STARTS);
        workshop.progress().println("starting " + service.label() + " " + STARTS + " times without its AOT cache");
        List<StartUp.Start> without = startUp.measure(false);
        workshop.progress().println("starting " + service.label() + " " + STARTS + " times with its AOT cache");
        List<StartUp.Start> with = startUp.measure(true);
        workshop.show(new Table("start of " + service.label() + ", median of " + STARTS, "with AOT cache", "without")
                .row("ready after", median(with, StartUp.Start::ready), median(without, StartUp.Start::ready))
                .row("processor time", median(with, StartUp.Start::cpu), median(without, StartUp.Start::cpu))
                .row("resident memory", middle(with, StartUp.Start::resident), middle(without, StartUp.Start::resident))
                .row("heap in use", middle(with, StartUp.Start::heap), middle(without, StartUp.Start::heap)));
    }

    private static String median(List<StartUp.Start> starts, Function<StartUp.Start, Duration> figure) {
        return Table.seconds(Table.quantile(starts.stream().map(figure).sorted().toList(), 0.5));
    }

    private static String middle(List<StartUp.Start> starts, Function<StartUp.Start, Long> figure) {
        return Table.megabytes(
                Table.quantile(starts.stream().map(figure).sorted().toList(), 0.5));
    }
}
