package com.kaldrix.monitoring.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Draws what the queries of a dashboard answered, as SVG: each panel a plot of lines. It is not what Grafana draws. */
final class DashboardPlot {
    private static final int ACROSS = 3;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 130;
    private static final int EDGE = 12;
    private static final List<String> COLOURS =
            List.of("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f");

    private DashboardPlot() {}

    /** A query of a panel with the series that answered it. */
    record Answer(Dashboards.Query query, JsonNode series) {}

    /** What stands in one plot. */
    private record Panel(Dashboards.Query query, List<JsonNode> series) {}

    static String svg(List<Answer> answers, Instant end) {
        List<Panel> panels = panels(answers);
        int rows = (panels.size() + ACROSS - 1) / ACROSS;
        int width = ACROSS * WIDTH;
        int height = rows * HEIGHT;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">%n",
                width,
                height));
        svg.append(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", width, height));
        for (int i = 0; i < panels.size(); i++) {
            panel(svg, panels.get(i), i % ACROSS * WIDTH, i / ACROSS * HEIGHT, end);
        }
        return svg.append("</svg>\n").toString();
    }

    /** The queries of a panel follow one another. */
    private static List<Panel> panels(List<Answer> answers) {
        List<Panel> panels = new ArrayList<>();
        for (Answer answer : answers) {
            if (panels.isEmpty()
                    || !panels.getLast().query().panel().equals(answer.query().panel())) {
                panels.add(new Panel(answer.query(), new ArrayList<>()));
            }
            answer.series().forEach(panels.getLast().series()::add);
        }
        return panels;
    }

    private static void panel(StringBuilder svg, Panel panel, int x, int y, Instant end) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (JsonNode series : panel.series()) {
            for (JsonNode point : series.path("values")) {
                double value = number(point);
                if (Double.isFinite(value)) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        boolean any = most >= least;
        svg.append(String.format(
                Locale.ROOT,
                "<g transform=\"translate(%d %d)\"><rect x=\"2\" y=\"2\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#cccccc\"/>%n",
                x,
                y,
                WIDTH - 4,
                HEIGHT - 4));
        svg.append("<text x=\"10\" y=\"17\" font-weight=\"bold\">")
                .append(escape(panel.query().panel()))
                .append("</text>\n");
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"10\" y=\"31\" fill=\"#666666\">%s</text>%n",
                any ? escape(range(least, most, panel.query().unit())) : "nothing yet"));
        if (any) {
            double room = most > least ? most - least : 1;
            int colour = 0;
            for (JsonNode series : panel.series()) {
                line(svg, series, least, room, COLOURS.get(colour++ % COLOURS.size()), end);
            }
        }
        svg.append("</g>\n");
    }

    private static String range(double least, double most, String unit) {
        String values = least == most ? shown(least) : shown(least) + " to " + shown(most);
        return unit.equals("none") ? values : values + " " + unit;
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static void line(
            StringBuilder svg, JsonNode series, double least, double room, String colour, Instant end) {
        double begin = Recording.BEGIN.getEpochSecond();
        double time = Math.max(1, end.getEpochSecond() - begin);
        StringBuilder points = new StringBuilder();
        for (JsonNode point : series.path("values")) {
            double value = number(point);
            if (Double.isFinite(value)) {
                double across = EDGE + (WIDTH - 2 * EDGE) * (point.path(0).doubleValue() - begin) / time;
                double down = HEIGHT - EDGE - (HEIGHT - 4.0 * EDGE) * (value - least) / room;
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", across, down));
            }
        }
        svg.append("<polyline fill=\"none\" stroke=\"")
                .append(colour)
                .append("\" points=\"")
                .append(points.toString().strip())
                .append("\"/>\n");
    }

    private static double number(JsonNode point) {
        String text = point.path(1).stringValue("");
        return text.matches("[+-]?Inf|NaN") ? Double.NaN : Double.parseDouble(text);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
