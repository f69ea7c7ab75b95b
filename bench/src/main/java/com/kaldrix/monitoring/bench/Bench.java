package com.kaldrix.monitoring.bench;

import com.kaldrix.monitoring.bench.fault.FaultStack;
import com.kaldrix.monitoring.bench.fault.Reckoning;
import com.kaldrix.monitoring.bench.fault.Rounds;
import com.kaldrix.monitoring.bench.ingest.Ingest;
import com.kaldrix.monitoring.bench.start.StartUp;
import com.kaldrix.monitoring.local.stack.AotTraining;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** {@code ./kaldrix bench [name]}: results in Markdown on standard output, progress on standard error. */
public final class Bench {
    private static final List<String> NAMES = List.of("start", "ingest", "faults");
    private static final int STARTS = 5;
    private static final int SHOWN = 20;

    private final Path root;
    private final PrintStream out;
    private final PrintStream progress;

    private Bench(Path root, PrintStream out, PrintStream progress) {
        this.root = root;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Runs the benchmarks of these names, or all of them.
     *
     * @param names none for all
     */
    public static void main(String[] names) throws InterruptedException {
        List<String> wanted = names.length == 0 ? NAMES : List.of(names);
        Bench bench = new Bench(Path.of(System.getProperty("kaldrix.root", "")), System.out, System.err);
        for (String name : wanted) {
            if (!NAMES.contains(name)) {
                System.err.println("There is no benchmark " + name + "; there are " + String.join(", ", NAMES) + ".");
                System.exit(2);
            }
        }
        boolean passed = true;
        try {
            for (String name : wanted) {
                passed &= switch (name) {
                    case "faults" -> bench.faults();
                    case "ingest" -> bench.ingest();
                    default -> bench.start();
                };
            }
        } catch (StackException | IOException e) {
            System.err.println(e.getMessage());
            passed = false;
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean ingest() throws IOException, InterruptedException {
        train(ServiceDefinition.METRICS_GATEWAY);
        Path folder = root.resolve(".kaldrix").resolve("bench").resolve("ingest");
        int series = Math.toIntExact(setting("KALDRIX_BENCH_SERIES", 10_000));
        Ingest.Load load = new Ingest.Load(
                series,
                setting("KALDRIX_BENCH_WARM_UP", 20_000_000),
                setting("KALDRIX_BENCH_SAMPLES", 10_000_000),
                Math.toIntExact(setting("KALDRIX_BENCH_ROUNDS", 3)));
        List<Ingest.Row> rows = new Ingest(root, folder, Clock.systemUTC(), progress::println).measure(load);
        Table table = new Table(
                "remote write, " + series + " series, median of " + load.repetitions(),
                "version",
                "CPU-s per million samples",
                "most resident memory");
        for (Ingest.Row row : rows) {
            double middle = Table.quantile(row.costs().stream().sorted().toList(), 0.5);
            table.row(
                    row.receiver(),
                    row.version(),
                    String.format(Locale.ROOT, "%.2f", middle),
                    Table.megabytes(row.residentBytes()));
        }
        out.println(table + "\n");
        return true;
    }

    private boolean start() throws IOException, InterruptedException {
        start(ServiceDefinition.ALERT_PROCESSOR);
        start(ServiceDefinition.METRICS_GATEWAY);
        return true;
    }

    private void start(ServiceDefinition service) throws IOException, InterruptedException {
        train(service);
        StartUp startUp = new StartUp(root, service, STARTS);
        progress.println("starting " + service.label() + " " + STARTS + " times without its AOT cache");
        List<StartUp.Start> without = startUp.measure(false);
        progress.println("starting " + service.label() + " " + STARTS + " times with its AOT cache");
        List<StartUp.Start> with = startUp.measure(true);
        Table table = new Table("start of " + service.label() + ", median of " + STARTS, "with AOT cache", "without")
                .row("ready after", median(with, StartUp.Start::ready), median(without, StartUp.Start::ready))
                .row("processor time", median(with, StartUp.Start::cpu), median(without, StartUp.Start::cpu))
                .row("resident memory", middle(with, StartUp.Start::resident), middle(without, StartUp.Start::resident))
                .row("heap in use", middle(with, StartUp.Start::heap), middle(without, StartUp.Start::heap));
        out.println(table + "\n");
    }

    private static String median(List<StartUp.Start> starts, Function<StartUp.Start, Duration> figure) {
        return Table.seconds(Table.quantile(starts.stream().map(figure).sorted().toList(), 0.5));
    }

    private static String middle(List<StartUp.Start> starts, Function<StartUp.Start, Long> figure) {
        return Table.megabytes(
                Table.quantile(starts.stream().map(figure).sorted().toList(), 0.5));
    }

    private boolean faults() throws IOException, InterruptedException {
        train(ServiceDefinition.ALERT_PROCESSOR);
        int rounds = Math.toIntExact(setting("KALDRIX_BENCH_ROUNDS", 20));
        long seed = setting("KALDRIX_BENCH_SEED", ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
        progress.println("seed " + seed);
        Path state = root.resolve(".kaldrix").resolve("bench").resolve("faults");
        Folders.delete(state);
        Rounds.Outcome outcome;
        try (KaldrixStack stack = FaultStack.start(root, state, 2, progress::println)) {
            outcome = new Rounds(Rounds.Settings.of(rounds, seed), stack, Clock.systemUTC(), progress::println).run();
        }
        Reckoning.Verdict verdict = outcome.verdict();
        print(seed, outcome);
        verdict.lost().stream().limit(SHOWN).forEach(line -> progress.println("lost: " + line));
        verdict.duplicates().stream().limit(SHOWN).forEach(line -> progress.println("twice: " + line));
        boolean passed = verdict.clean() && outcome.dead() == 0;
        if (passed) {
            Folders.delete(state);
        } else {
            progress.println("The state is kept in " + state);
        }
        return passed;
    }

    private void print(long seed, Rounds.Outcome outcome) {
        Reckoning.Verdict verdict = outcome.verdict();
        List<Duration> page = verdict.latency().toPage();
        List<Duration> told = verdict.latency().toTold();
        List<Duration> back =
                outcome.kills().stream().map(Rounds.Kill::back).sorted().toList();
        double cpu = outcome.cpu().toMillis() / (double) Math.max(1, verdict.alerts());
        Table table = new Table("SIGKILL under 200 alerts/s, two replicas", "seed " + seed)
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
        out.println(table + "\n");
    }

    private static String quantiles(List<Duration> sorted, double... shares) {
        if (sorted.isEmpty()) {
            return "none";
        }
        return java.util.Arrays.stream(shares)
                .mapToObj(share -> Table.seconds(Table.quantile(sorted, share)))
                .collect(java.util.stream.Collectors.joining(" / "));
    }

    private void train(ServiceDefinition service) throws IOException, InterruptedException {
        if (AotTraining.train(root, service, progress::println)) {
            progress.println("made the AOT cache of " + service.label());
        }
    }

    private static long setting(String name, long otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : Long.parseLong(value.strip());
    }
}
