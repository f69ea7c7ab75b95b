package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.demo.Screen.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The KPIs of all regions and of the whole as a table. */
final class KpiBoard {
    private static final int LABEL = 30;
    private static final int CELL = 12;

    /** The lines of the table, each with the name of its KPI. */
    private record Line(String label, String kpi, int digits) {}

    private static final List<Line> LINES = List.of(
            new Line("transactions per second", "transactions_per_second", 0),
            new Line("success rate, %", "transaction_success_rate", 1),
            new Line("latency, s", "transaction_latency_seconds", 2),
            new Line("block height", "block_height", 0),
            new Line("block time, s", "block_time_seconds", 2),
            new Line("peers", "peer_count", 0),
            new Line("validator participation, %", "validator_participation", 1),
            new Line("consensus health, 0 to 100", "consensus_health", 0),
            new Line("network health, 0 to 100", "network_health", 0));

    private final List<String> columns;

    /** @param regions in the order of the columns; the whole follows */
    KpiBoard(List<String> regions) {
        columns = new ArrayList<>(regions);
        columns.add(KpiReading.GLOBAL);
    }

    /** The table; a dash where there is no data. */
    void show(Screen screen, KpiReading reading) {
        StringBuilder head = new StringBuilder(" ".repeat(10)).append(left("KPI", LABEL));
        columns.forEach(column -> head.append(right(column)));
        screen.line(Tone.QUIET, head.toString());
        for (Line line : LINES) {
            StringBuilder row = new StringBuilder(" ".repeat(10)).append(left(line.label(), LABEL));
            columns.forEach(column -> row.append(right(text(reading.value(line.kpi(), column), line.digits()))));
            screen.line(row.toString());
        }
    }

    /** Which KPIs have no value for the whole. */
    List<String> missing(KpiReading reading) {
        return LINES.stream()
                .map(Line::kpi)
                .filter(kpi -> reading.value(kpi, KpiReading.GLOBAL).isEmpty())
                .toList();
    }

    private static String text(OptionalDouble value, int digits) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%,." + digits + "f", value.getAsDouble());
    }

    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String right(String text) {
        return " ".repeat(Math.max(1, CELL - text.length())) + text;
    }
}
