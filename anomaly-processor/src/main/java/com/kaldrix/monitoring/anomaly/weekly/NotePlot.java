package com.kaldrix.monitoring.anomaly.weekly;

import com.kaldrix.monitoring.anomaly.weekly.Note.Point;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** A note as a picture: four weeks of its series, hour by hour, and its threshold where that is near. */
final class NotePlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 260;
    private static final int LEFT = 80;
    private static final int RIGHT = 780;
    private static final int TOP = 50;
    private static final int BOTTOM = 220;

    private NotePlot() {}

    static String svg(Note note) {
        List<Point> line = note.line();
        Double threshold = note.threshold();
        double low = line.stream().mapToDouble(Point::value).min().orElse(0);
        double high = line.stream().mapToDouble(Point::value).max().orElse(1);
        if (threshold != null) {
            low = Math.min(low, threshold);
            high = Math.max(high, threshold);
        }
        double height = high > low ? high - low : 1;
        long from = line.getFirst().at().toEpochMilli();
        double width = Math.max(1, line.getLast().at().toEpochMilli() - from);
        StringBuilder path = new StringBuilder();
        for (Point point : line) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : "L",
                    LEFT + (point.at().toEpochMilli() - from) / width * (RIGHT - LEFT),
                    BOTTOM - (point.value() - low) / height * (BOTTOM - TOP)));
        }
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        add(svg, "<text x=\"%d\" y=\"26\" font-size=\"14\">%s</text>", LEFT, escaped(note.words()));
        for (double share : new double[] {0, 0.5, 1}) {
            double y = BOTTOM - share * (BOTTOM - TOP);
            add(
                    svg,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e3e7ec\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.4g</text>",
                    LEFT,
                    RIGHT,
                    y,
                    y,
                    LEFT - 6,
                    y + 4,
                    low + share * height);
        }
        if (threshold != null) {
            double y = BOTTOM - (threshold - low) / height * (BOTTOM - TOP);
            add(
                    svg,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e5484d\" stroke-dasharray=\"4 3\"/>",
                    LEFT,
                    RIGHT,
                    y,
                    y);
        }
        add(svg, "<path d=\"%s\" fill=\"none\" stroke=\"#2463a8\" stroke-width=\"1.6\"/>", path);
        add(
                svg,
                "<text x=\"%d\" y=\"%d\">%s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text></svg>",
                LEFT,
                BOTTOM + 24,
                line.getFirst().at().truncatedTo(ChronoUnit.HOURS),
                RIGHT,
                BOTTOM + 24,
                line.getLast().at().truncatedTo(ChronoUnit.HOURS));
        return svg.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void add(StringBuilder svg, String form, Object... parts) {
        svg.append(String.format(Locale.ROOT, form, parts)).append('\n');
    }
}
