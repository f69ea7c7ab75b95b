package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Table;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.local.net.LocalPorts;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code ./kaldrix alertmanager} and Debian's {@code prometheus-alertmanager}, where that is installed, one after the other:
 * alerts accepted, the list of all alerts, and what a kill right after a message makes people hear twice.
 */
public final class AlertsBenchmark implements Benchmark {
    private static final String PEER = "prometheus-alertmanager";
    private static final int RULES = 86;
    private static final int LISTS = 15;

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        List<String> figures = new ArrayList<>();
        try (Sinks sinks = Sinks.start(0, 0)) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender(
                    "ours",
                    List.of(workshop.root().resolve("kaldrix").toString(), "alertmanager"),
                    workshop.folder("alerts-ours"),
                    LocalPorts.free()));
            Optional<Path> peer = program();
            if (peer.isPresent()) {
                contenders.add(new Contender(
                        "Alertmanager",
                        List.of(peer.get().toString()),
                        workshop.folder("alerts-peer"),
                        LocalPorts.free()));
            } else {
                workshop.progress().println("without " + PEER + ", which is not on the PATH");
            }
            for (Contender contender : contenders) {
                Map<String, String> measured = measure(contender, sinks, workshop);
                figures.clear();
                figures.addAll(measured.keySet());
                columns.put(contender.name(), List.copyOf(measured.values()));
            }
        }
        Table table = new Table(
                Stream.concat(Stream.of("figure"), columns.keySet().stream()).toArray(String[]::new));
        for (int i = 0; i < figures.size(); i++) {
            int row = i;
            table.row(Stream.concat(
                            Stream.of(figures.get(i)), columns.values().stream().map(column -> column.get(row)))
                    .toArray());
        }
        workshop.show(table);
        return true;
    }

    private static Optional<Path> program() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(one -> !one.isBlank())
                .map(one -> Path.of(one, PEER))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Map<String, String> measure(Contender contender, Sinks sinks, Workshop workshop)
            throws IOException, InterruptedException {
        Duration span = Duration.ofSeconds(workshop.setting("KALDRIX_BENCH_SECONDS", 20));
        int connections = (int) workshop.setting("KALDRIX_BENCH_CONNECTIONS", 4);
        Map<String, String> figures = new LinkedHashMap<>();
        try (contender;
                HttpClient http = HttpClient.newHttpClient()) {
            workshop.progress().println(contender.name() + " starts");
            figures.put("ready after", Table.seconds(contender.start(quiet(sinks))));
            int few = (int) workshop.setting("KALDRIX_BENCH_ALERTS", 10_000);
            for (int distinct : new int[] {few, 10 * few}) {
                workshop.progress().println(contender.name() + ": " + distinct + " alerts");
                Duration before = contender.cpu();
                Pushing.Result result =
                        new Pushing(distinct, 100, connections, span).run(contender.url("/api/v2/alerts"));
                Duration cpu = contender.cpu().minus(before);
                String what = String.format(Locale.ROOT, "%,d distinct: ", distinct);
                figures.put(what + "accepted per second", String.format(Locale.ROOT, "%,.0f", result.rate()));
                figures.put(
                        what + "processor time for one, database included",
                        String.format(Locale.ROOT, "%.0f µs", cpu.toNanos() / 1e3 / Math.max(1, result.accepted())));
                figures.put(what + "p99 of a post of 100", milliseconds(result.slowest()));
                figures.put(what + "refused posts", Long.toString(result.refused()));
                if (distinct == few) {
                    figures.put(
                            String.format(Locale.ROOT, "list of %,d alerts, %d inhibition rules, p50", few, RULES),
                            list(contender, http));
                }
            }
            figures.put("messages heard twice after a kill right after the first", killed(contender, sinks, http));
        }
        return figures;
    }

    private static String list(Contender contender, HttpClient http) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < LISTS; i++) {
            long sent = System.nanoTime();
            http.send(HttpRequest.newBuilder(contender.url("/api/v2/alerts")).build(), BodyHandlers.ofByteArray());
            times.add(Duration.ofNanos(System.nanoTime() - sent));
        }
        times.sort(null);
        return milliseconds(Table.quantile(times, 0.5));
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.0f ms", duration.toNanos() / 1e6);
    }

    private static String killed(Contender contender, Sinks sinks, HttpClient http)
            throws IOException, InterruptedException {
        contender.kill();
        contender.start(loud(sinks));
        sinks.clear(SinkName.WEBHOOK);
        String alert = "[{\"labels\":{\"alertname\":\"Killed\",\"loud\":\"yes\"}}]";
        HttpRequest push = HttpRequest.newBuilder(contender.url("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(alert))
                .build();
        http.send(push, BodyHandlers.discarding());
        for (int i = 0; i < 6000 && heard(sinks) == 0; i++) {
            Thread.sleep(Duration.ofMillis(5));
        }
        contender.kill();
        contender.start(loud(sinks));
        http.send(push, BodyHandlers.discarding());
        Thread.sleep(Duration.ofSeconds(10));
        return Long.toString(Math.max(0, heard(sinks) - 1));
    }

    private static long heard(Sinks sinks) {
        return sinks.receipts(SinkName.WEBHOOK).stream()
                .filter(Receipt::accepted)
                .filter(receipt -> receipt.body().toString().contains("Killed"))
                .filter(receipt -> !receipt.duplicate())
                .count();
    }

    /** Nobody is told, so that taking alerts in is all that is measured. */
    private static String quiet(Sinks sinks) {
        return configuration(sinks, "nobody");
    }

    private static String loud(Sinks sinks) {
        return configuration(sinks, "nobody")
                .replace(
                        "receivers:",
                        "  routes: [{receiver: team, matchers: [loud=yes], group_by: [alertname], group_wait: 0s}]\nreceivers:");
    }

    private static String configuration(Sinks sinks, String receiver) {
        StringBuilder text = new StringBuilder("""
                route:
                  receiver: %s
                  group_by: [alertname]
                  group_wait: 1h
                  group_interval: 1h
                receivers:
                  - name: nobody
                  - name: team
                    webhook_configs: [{url: '%s/webhook/team'}]
                inhibit_rules:
                """.formatted(receiver, sinks.url()));
        for (int i = 0; i < RULES; i++) {
            text.append("  - {source_matchers: [alertname=Source")
                    .append(i)
                    .append("], target_matchers: [alertname=Bench")
                    .append(i % 50)
                    .append("], equal: [region]}\n");
        }
        return text.toString();
    }
}
