package com.kaldrix.monitoring.anomaly.plot;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.anomaly.Trace.Reading;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The picture of an anomaly: the series, the usual range as a band, how unusual each reading was below it, and the anomaly's window
 * marked. Reads well on a light and on a dark background.
 *
 * @see <a href="https://www.w3.org/TR/SVG11/">Scalable Vector Graphics 1.1</a>
 */
final class AnomalyPlot {
    private static final int WIDTH = 840;
    private static final int HEIGHT = 360;
    private static final int LEFT = 76;
    private static final int RIGHT = WIDTH - 16;
    private static final int TOP = 44;
    private static final int BOTTOM = 240;
    private static final int SCORE_TOP = 262;
    private static final int SCORE_BOTTOM = 318;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Anomaly anomaly;
    private final List<Reading> readings;
    private final StringBuilder svg = new StringBuilder();

    private AnomalyPlot(Anomaly anomaly, Trace trace) {
        this.anomaly = anomaly;
        this.readings = trace.readings();
    }

    /** The picture as SVG. */
    static String svg(Anomaly anomaly, Trace trace) {
        return new AnomalyPlot(anomaly, trace).draw();
    }

    private String draw() {
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n"
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        add(
                "<title>%s of %s</title>",
                escaped(anomaly.type().phrase()), escaped(anomaly.series().toString()));
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        add(
                "<text x=\"%d\" y=\"20\" font-weight=\"bold\" fill=\"#1c2733\">%s</text>",
                LEFT, escaped(shortened(anomaly.metric(), 90)));
        add(
                "<text x=\"%d\" y=\"36\" fill=\"#5b6773\">%s, %s, %s</text>",
                LEFT,
                escaped(anomaly.type().phrase()),
                escaped(anomaly.region()),
                DAY.format(anomaly.startedAt()) + " UTC");
        if (readings.size() < 2) {
            add(
                    "<text x=\"%d\" y=\"%d\" fill=\"#5b6773\">There are no readings to show.</text>",
                    LEFT, (TOP + BOTTOM) / 2);
        } else {
            drawReadings();
        }
        return svg.append("</svg>\n").toString();
    }

    private void drawReadings() {
        Scale time = new Scale(readings.getFirst().time(), readings.getLast().time(), LEFT, RIGHT);
        Scale value = values();
        double unusualMost = Math.max(
                2, readings.stream().mapToDouble(Reading::unusual).max().orElse(2));
        Scale unusual = new Scale(0, unusualMost, SCORE_BOTTOM, SCORE_TOP);
        window(time);
        band(value);
        axes(time, value);
        line(time, value);
        unusual(time, unusual);
        peak(time, value);
    }

    private Scale values() {
        Expected expected = anomaly.peak().expected();
        double[] all = DoubleStream.concat(
                        readings.stream().mapToDouble(Reading::value), DoubleStream.of(expected.low(), expected.high()))
                .filter(Double::isFinite)
                .toArray();
        double low = DoubleStream.of(all).min().orElse(0);
        double high = DoubleStream.of(all).max().orElse(1);
        double margin = high > low ? 0.08 * (high - low) : Math.max(1, Math.abs(high) * 0.1);
        return new Scale(low - margin, high + margin, BOTTOM, TOP);
    }

    private void window(Scale time) {
        long last = readings.getLast().time();
        double from = clamped(time.at(anomaly.startedAt().toEpochMilli()));
        double to = clamped(time.at(anomaly.end().map(Instant::toEpochMilli).orElse(last)));
        add(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#e5484d\" fill-opacity=\"0.12\"/>",
                from, TOP, Math.max(2, to - from), SCORE_BOTTOM - TOP);
    }

    private static double clamped(double x) {
        return Math.clamp(x, LEFT, RIGHT);
    }

    private void band(Scale value) {
        Expected expected = anomaly.peak().expected();
        if (Double.isFinite(expected.low()) && Double.isFinite(expected.high())) {
            double top = value.at(expected.high());
            double bottom = value.at(expected.low());
            add(
                    "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"#3e8e5a\" fill-opacity=\"0.18\"/>",
                    LEFT, top, RIGHT - LEFT, Math.max(1, bottom - top));
        }
    }

    private void axes(Scale time, Scale value) {
        for (double tick : value.ticks(5)) {
            add(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d5dbe1\"/>",
                    LEFT, RIGHT, value.at(tick), value.at(tick));
            add(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#5b6773\">%s</text>",
                    LEFT - 6, value.at(tick) + 4, number(tick));
        }
        long span = readings.getLast().time() - readings.getFirst().time();
        for (int i = 0; i <= 4; i++) {
            long at = readings.getFirst().time() + span * i / 4;
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"#5b6773\">%s</text>",
                    time.at(at),
                    SCORE_BOTTOM + 18,
                    i == 0 ? "start" : i == 4 ? "end" : "middle",
                    CLOCK.format(Instant.ofEpochMilli(at)));
        }
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#5b6773\">unusual</text>",
                LEFT - 6, (SCORE_TOP + SCORE_BOTTOM) / 2 + 4);
        add(
                "<text x=\"%d\" y=\"%d\" fill=\"#5b6773\">green: usual range; red: the anomaly; dashes: worth an alert</text>",
                LEFT, HEIGHT - 8);
    }

    /** A gap in the readings is a gap in the line. */
    private void line(Scale time, Scale value) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (Reading reading : readings) {
            if (Float.isNaN(reading.value())) {
                drawing = false;
            } else {
                path.append(String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        drawing ? "L" : "M",
                        time.at(reading.time()),
                        value.at(reading.value())));
                drawing = true;
            }
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"#2463a8\" stroke-width=\"1.6\"/>", path);
    }

    private void unusual(Scale time, Scale unusual) {
        StringBuilder path = new StringBuilder();
        for (Reading reading : readings) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : "L",
                    time.at(reading.time()),
                    unusual.at(reading.unusual())));
        }
        add(
                "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#8a94a0\" stroke-dasharray=\"4 3\"/>",
                LEFT, RIGHT, unusual.at(1), unusual.at(1));
        add("<path d=\"%s\" fill=\"none\" stroke=\"#b5532a\" stroke-width=\"1.4\"/>", path);
    }

    private void peak(Scale time, Scale value) {
        double at = time.at(anomaly.peak().at().toEpochMilli());
        if (Double.isFinite(anomaly.peak().value()) && at >= LEFT && at <= RIGHT) {
            add(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#e5484d\"/>",
                    at, value.at(anomaly.peak().value()));
        }
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e9 || size > 0 && size < 1e-3) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        if (size >= 1e6) {
            return String.format(Locale.ROOT, "%.4g M", value / 1e6);
        }
        return size >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3f", value)
                        .replaceAll("0+$", "")
                        .replaceAll("\\.$", "");
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void add(String form, Object... parts) {
        svg.append(String.format(Locale.ROOT, form, parts)).append('\n');
    }
}
