package com.kaldrix.monitoring.anomaly.plot;

import java.util.List;
import java.util.Locale;

/**
 * Writes what is drawn as text.
 *
 * @see <a href="https://www.w3.org/TR/SVG11/">Scalable Vector Graphics 1.1</a>
 */
final class SvgCanvas implements Canvas {
    private final StringBuilder svg = new StringBuilder();

    /** @param title for those who cannot see it */
    SvgCanvas(int width, int height, String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\">",
                width, height, width, height);
        add("<title>%s</title>", escaped(title));
    }

    @Override
    public void rectangle(Point corner, double width, double height, String colour, double opacity) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" fill-opacity=\"%.2f\"/>",
                corner.x(), corner.y(), width, height, colour, opacity);
    }

    @Override
    public void text(Point place, Anchor anchor, boolean bold, String colour, String text) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s fill=\"%s\">%s</text>",
                place.x(),
                place.y(),
                anchor.name().toLowerCase(Locale.ROOT),
                bold ? " font-weight=\"bold\"" : "",
                colour,
                escaped(text));
    }

    @Override
    public void line(Point from, Point to, String colour, boolean dashed) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>",
                from.x(), from.y(), to.x(), to.y(), colour, dashed ? " stroke-dasharray=\"4 3\"" : "");
    }

    @Override
    public void path(List<Point> points, String colour, double width) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (Point point : points) {
            boolean known = Double.isFinite(point.x()) && Double.isFinite(point.y());
            if (known) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", drawing ? "L" : "M", point.x(), point.y()));
            }
            drawing = known;
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>", path, colour, width);
    }

    @Override
    public void dot(Point place, String colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", place.x(), place.y(), colour);
    }

    /** The picture. */
    String finish() {
        return svg.append("</svg>\n").toString();
    }

    private static String escaped(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                // What XML 1.0 does not allow at all.
                .filter(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF) || c == '\t')
                .forEach(clean::appendCodePoint);
        return clean.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void add(String form, Object... parts) {
        svg.append(String.format(Locale.ROOT, form, parts)).append('\n');
    }
}
