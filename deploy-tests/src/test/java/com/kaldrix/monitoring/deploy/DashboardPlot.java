package com.kaldrix.monitoring.deploy;

import java.time.Instant;
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

    /** A panel's query with the series that answered it. */
    record Panel(Dashboards.Query query, JsonNode series) {}

    static String svg(List<Panel> panels, Instant end) {
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
                "<text x=\"%d\" y=\"17\" text-anchor=\"end\" fill=\"#666666\">%s</text>%n",
                WIDTH - EDGE,
                any
                        ? escape(String.format(
                                Locale.ROOT,
                                "%.4g to %.4g %s",
                                least,
                                most,
                                panel.query().unit()))
                        : "nothing yet"));
        if (any) {
            double room = most > least ? most - least : 1;
            int colour = 0;
            for (JsonNode series : panel.series()) {
                line(svg, series, least, room, COLOURS.get(colour++ % COLOURS.size()), end);
            }
        }
        svg.append("</g>\n");
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
                double down = HEIGHT - EDGE - (HEIGHT - 3.0 * EDGE) * (value - least) / room;
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
