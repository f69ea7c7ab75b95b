package com.kaldrix.monitoring.anomaly.plot;

import java.util.List;

/** What pictures are drawn on; y grows downwards, colours are written as {@code #rrggbb}. */
interface Canvas {
    /** Where a text stands beside its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A place. */
    record Point(double x, double y) {}

    void rectangle(Point corner, double width, double height, String colour, double opacity);

    /** @param place on the line on which letters stand */
    void text(Point place, Anchor anchor, boolean bold, String colour, String text);

    void line(Point from, Point to, String colour, boolean dashed);

    /** A line through these, broken where a point is not a number. */
    void path(List<Point> points, String colour, double width);

    void dot(Point place, String colour);
}
