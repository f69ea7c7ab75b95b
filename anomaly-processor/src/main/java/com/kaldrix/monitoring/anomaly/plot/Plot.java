package com.kaldrix.monitoring.anomaly.plot;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.anomaly.anomaly.Trace.Reading;
import com.kaldrix.monitoring.anomaly.plot.Canvas.Anchor;
import com.kaldrix.monitoring.anomaly.plot.Canvas.Point;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Draws the series, the usual range as a band, how unusual each reading was below it, and the anomaly's window marked. Reads well on a
 * light and on a dark background.
 */
public final class Plot {
    private static final int WIDTH = 840;
    private static final int HEIGHT = 360;
    private static final int LEFT = 76;
    private static final int RIGHT = WIDTH - 16;
    private static final int TOP = 44;
    private static final int BOTTOM = 240;
    private static final int SCORE_TOP = 262;
    private static final int SCORE_BOTTOM = 318;
    private static final String PAPER = "#ffffff";
    private static final String INK = "#1c2733";
    private static final String FAINT = "#5b6773";
    private static final String ANOMALY = "#e5484d";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Picture picture;
    private final List<Reading> readings;
    private final Canvas canvas;

    private Plot(Picture picture, Canvas canvas) {
        this.picture = picture;
        this.readings = picture.readings();
        this.canvas = canvas;
    }

    /** The picture as SVG. */
    public static String svg(Picture picture) {
        SvgCanvas canvas = new SvgCanvas(WIDTH, HEIGHT, picture.title() + ": " + picture.subtitle());
        new Plot(picture, canvas).draw();
        return canvas.finish();
    }

    /** The picture as PNG, twice as large. */
    public static byte[] png(Picture picture) {
        PngCanvas canvas = new PngCanvas(WIDTH, HEIGHT);
        new Plot(picture, canvas).draw();
        return canvas.finish();
    }

    private void draw() {
        canvas.rectangle(new Point(0, 0), WIDTH, HEIGHT, PAPER, 1);
        canvas.text(new Point(LEFT, 20), Anchor.START, true, INK, shortened(picture.title()));
        canvas.text(new Point(LEFT, 36), Anchor.START, false, FAINT, shortened(picture.subtitle()));
        if (readings.size() < 2
                || readings.getLast().time() <= readings.getFirst().time()) {
            canvas.text(
                    new Point(LEFT, (TOP + BOTTOM) / 2.0),
                    Anchor.START,
                    false,
                    FAINT,
                    "There are no readings to show.");
        } else {
            drawReadings();
        }
    }

    private void drawReadings() {
        Scale time = new Scale(readings.getFirst().time(), readings.getLast().time(), LEFT, RIGHT);
        Scale value = values();
        double most = readings.stream()
                .mapToDouble(Reading::unusual)
                .filter(Double::isFinite)
                .max()
                .orElse(2);
        Scale unusual = new Scale(0, Math.max(2, most), SCORE_BOTTOM, SCORE_TOP);
        window(time);
        band(value);
        axes(time, value);
        canvas.path(points(time, value, true), "#2463a8", 1.6);
        canvas.line(new Point(LEFT, unusual.at(1)), new Point(RIGHT, unusual.at(1)), "#8a94a0", true);
        canvas.path(points(time, unusual, false), "#b5532a", 1.4);
        peak(time, value);
    }

    private Scale values() {
        double[] all = DoubleStream.concat(
                        readings.stream().mapToDouble(Reading::value),
                        DoubleStream.of(
                                picture.expected().low(), picture.expected().high()))
                .filter(Plot::isShown)
                .toArray();
        double low = DoubleStream.of(all).min().orElse(0);
        double high = DoubleStream.of(all).max().orElse(1);
        double margin = high > low ? 0.08 * (high - low) : Math.max(1, Math.abs(high) * 0.1);
        return new Scale(low - margin, high + margin, BOTTOM, TOP);
    }

    /** Differences of what is larger could not be told. */
    private static boolean isShown(double value) {
        return Math.abs(value) <= 1e100;
    }

    private void window(Scale time) {
        Picture.Window window = picture.window();
        if (window == null) {
            return;
        }
        Instant end = window.end();
        double from = clamped(time.at(window.start().toEpochMilli()));
        double to = clamped(time.at(end == null ? readings.getLast().time() : end.toEpochMilli()));
        canvas.rectangle(new Point(from, TOP), Math.max(2, to - from), SCORE_BOTTOM - TOP, ANOMALY, 0.12);
    }

    private static double clamped(double x) {
        return Math.clamp(x, LEFT, RIGHT);
    }

    private void band(Scale value) {
        Expected expected = picture.expected();
        if (isShown(expected.low()) && isShown(expected.high())) {
            double top = value.at(expected.high());
            double height = Math.max(1, value.at(expected.low()) - top);
            canvas.rectangle(new Point(LEFT, top), RIGHT - LEFT, height, "#3e8e5a", 0.18);
        }
    }

    private void axes(Scale time, Scale value) {
        for (double tick : value.ticks(5)) {
            double y = value.at(tick);
            canvas.line(new Point(LEFT, y), new Point(RIGHT, y), "#d5dbe1", false);
            canvas.text(new Point(LEFT - 6, y + 4), Anchor.END, false, FAINT, number(tick));
        }
        long first = readings.getFirst().time();
        long span = readings.getLast().time() - first;
        for (int i = 0; i <= 4; i++) {
            long at = first + span * i / 4;
            Anchor anchor = i == 0 ? Anchor.START : i == 4 ? Anchor.END : Anchor.MIDDLE;
            canvas.text(
                    new Point(time.at(at), SCORE_BOTTOM + 18),
                    anchor,
                    false,
                    FAINT,
                    CLOCK.format(Instant.ofEpochMilli(at)));
        }
        canvas.text(new Point(LEFT - 6, (SCORE_TOP + SCORE_BOTTOM) / 2.0 + 4), Anchor.END, false, FAINT, "unusual");
        canvas.text(
                new Point(LEFT, HEIGHT - 8),
                Anchor.START,
                false,
                FAINT,
                picture.window() == null
                        ? "green: usual range; dashes: worth an alert"
                        : "green: usual range; red: the anomaly; dashes: worth an alert");
    }

    /** A gap in the readings is a gap in the line. */
    private List<Point> points(Scale time, Scale scale, boolean values) {
        return readings.stream()
                .map(one -> new Point(time.at(one.time()), scale.at(values ? one.value() : one.unusual())))
                .toList();
    }

    private void peak(Scale time, Scale value) {
        Peak peak = picture.peak();
        if (peak == null || !isShown(peak.value())) {
            return;
        }
        double at = time.at(peak.at().toEpochMilli());
        double y = value.at(peak.value());
        if (at >= LEFT && at <= RIGHT && y >= TOP && y <= BOTTOM) {
            canvas.dot(new Point(at, y), ANOMALY);
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

    private static String shortened(String text) {
        return text.length() <= 110 ? text : text.substring(0, 109) + "…";
    }
}
