package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Table;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** {@code ./kaldrix bench alerts}: API v2 of alert-processor beside Prometheus' Alertmanager, in one run and by the same load. */
public final class AlertsBenchmark implements Benchmark {
    private static final int FEW = 10_000;
    private static final int MANY = 100_000;
    private static final int WARM_UP = 100_000;
    private static final int MEASURED = 200_000;
    private static final int READINGS = 20;
    private static final int KILLS = 3;
    private static final int SLACK = 200;

    /** What one receiver came to. */
    private record Column(String name, List<String> cells) {}

    @FunctionalInterface
    private interface Maker {
        Receiver make(Path folder) throws IOException;
    }

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        workshop.train(ServiceDefinition.ALERT_PROCESSOR);
        List<Column> columns = new ArrayList<>();
        Optional<Path> peer = Alertmanager.program();
        if (peer.isPresent()) {
            columns.add(measure(workshop, folder -> Alertmanager.in(folder, peer.get())));
        } else {
            workshop.progress()
                    .println("Alertmanager is not installed and left out; KALDRIX_BENCH_PEERS names a folder with it");
        }
        columns.add(
                measure(workshop, folder -> new AlertProcessor(workshop.root(), folder, workshop.progress()::println)));
        workshop.show(table(columns));
        return true;
    }

    private static Column measure(Workshop workshop, Maker maker) throws IOException, InterruptedException {
        int warmUp = Math.toIntExact(workshop.setting("KALDRIX_BENCH_WARM_UP", WARM_UP));
        int measured = Math.toIntExact(workshop.setting("KALDRIX_BENCH_ALERTS", MEASURED));
        Path folder = workshop.folder("alerts");
        List<String> cells = new ArrayList<>();
        String name;
        try (Receiver receiver = maker.make(folder)) {
            receiver.start();
            name = receiver.name();
            cells.addAll(intake(new Intake(workshop.clock(), FEW, warmUp, measured, READINGS).of(receiver)));
            workshop.progress().println(name + ", 10,000 alerts: " + cells);
        }
        try (Receiver receiver = maker.make(folder)) {
            receiver.start();
            Intake.Figures many = new Intake(workshop.clock(), MANY, warmUp, measured, 0).of(receiver);
            cells.add(rate(many.firstPerSecond(), many.firstCpu()));
            cells.add(rate(many.perSecond(), many.cpu()));
        }
        try (Receiver receiver = maker.make(folder)) {
            receiver.start();
            cells.addAll(troubles(receiver, workshop));
            cells.add(
                    receiver instanceof AlertProcessor ours
                            ? milliseconds(new ToSlack(ours.stack(), workshop.clock()).measure(SLACK), 0.5, 0.99)
                            : "none");
        } catch (TimeoutException late) {
            throw new IOException(name + ": " + late.getMessage(), late);
        }
        workshop.progress().println(name + ": " + cells);
        return new Column(name, List.copyOf(cells));
    }

    private static List<String> intake(Intake.Figures figures) {
        return List.of(
                rate(figures.firstPerSecond(), figures.firstCpu()),
                rate(figures.perSecond(), figures.cpu()),
                milliseconds(figures.posts(), 0.5, 0.99),
                milliseconds(figures.reads(), 0.5, 0.99));
    }

    private static List<String> troubles(Receiver receiver, Workshop workshop)
            throws IOException, InterruptedException, TimeoutException {
        Troubles troubles = new Troubles(receiver, workshop.clock());
        int again = 0;
        for (int i = 0; i < KILLS; i++) {
            again += troubles.toldAgainAfterKill();
        }
        return List.of(again + " of " + KILLS, Integer.toString(troubles.toldOfWhatWasOverMeanwhile()));
    }

    private static Table table(List<Column> columns) {
        List<String> head = new ArrayList<>(List.of("API v2, batches of 100, 4 connections, 86 inhibition rules"));
        columns.forEach(column -> head.add(column.name()));
        Table table = new Table(head.toArray(String[]::new));
        List<String> rows = List.of(
                "10,000 distinct, new: alerts/s, CPU each",
                "10,000 distinct, known: alerts/s, CPU each",
                "POST of 100 known, p50 / p99",
                "`GET /api/v2/alerts` with 10,000 active, p50 / p99",
                "100,000 distinct, new: alerts/s, CPU each",
                "100,000 distinct, known: alerts/s, CPU each",
                "told again after SIGKILL right after the message",
                "messages on what fired and was over while the webhook was away",
                "SNS to Slack, idle, `group_wait: 0s`, p50 / p99");
        for (int row = 0; row < rows.size(); row++) {
            int at = row;
            Function<Column, String> cell = column -> column.cells().get(at);
            List<Object> cells = new ArrayList<>(List.of(rows.get(row)));
            columns.forEach(column -> cells.add(cell.apply(column)));
            table.row(cells.toArray());
        }
        return table;
    }

    private static String rate(double perSecond, double micros) {
        return String.format(Locale.ROOT, "%,.0f, %.0f µs", perSecond, micros);
    }

    private static String milliseconds(List<Duration> sorted, double... shares) {
        StringBuilder text = new StringBuilder();
        for (double share : shares) {
            text.append(text.isEmpty() ? "" : " / ")
                    .append(String.format(
                            Locale.ROOT,
                            "%.0f ms",
                            Table.quantile(sorted, share).toNanos() / 1e6));
        }
        return text.toString();
    }
}
