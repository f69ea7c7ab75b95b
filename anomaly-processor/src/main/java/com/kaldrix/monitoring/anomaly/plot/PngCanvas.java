package com.kaldrix.monitoring.anomaly.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws pixels, two for each unit in either direction, so that it reads well on screens with many. Letters come from {@link Letters}: a
 * machine that shows no pictures often has no fonts.
 */
final class PngCanvas implements Canvas {
    private static final int SCALE = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;

    PngCanvas(int width, int height) {
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
    }

    private static Color colour(String code, double opacity) {
        Color plain = Color.decode(code);
        return new Color(plain.getRed(), plain.getGreen(), plain.getBlue(), (int) Math.round(255 * opacity));
    }

    @Override
    public void rectangle(Point corner, double width, double height, String colour, double opacity) {
        graphics.setColor(colour(colour, opacity));
        graphics.fill(new Rectangle2D.Double(corner.x(), corner.y(), width, height));
    }

    @Override
    public void text(Point place, Anchor anchor, boolean bold, String colour, String text) {
        double width = Letters.width(text);
        double left =
                switch (anchor) {
                    case START -> place.x();
                    case MIDDLE -> place.x() - width / 2;
                    case END -> place.x() - width;
                };
        Letters.draw(text, Math.round(left * SCALE), Math.round(place.y() * SCALE), bold, (x, y) -> {
            if (x >= 0 && y >= 0 && x < image.getWidth() && y < image.getHeight()) {
                image.setRGB(x, y, Color.decode(colour).getRGB());
            }
        });
    }

    @Override
    public void line(Point from, Point to, String colour, boolean dashed) {
        graphics.setColor(colour(colour, 1));
        graphics.setStroke(
                dashed
                        ? new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0)
                        : new BasicStroke(1));
        graphics.draw(new Line2D.Double(from.x(), from.y(), to.x(), to.y()));
    }

    @Override
    public void path(List<Point> points, String colour, double width) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (Point point : points) {
            boolean known = Double.isFinite(point.x()) && Double.isFinite(point.y());
            if (known && drawing) {
                path.lineTo(point.x(), point.y());
            } else if (known) {
                path.moveTo(point.x(), point.y());
            }
            drawing = known;
        }
        graphics.setColor(colour(colour, 1));
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    @Override
    public void dot(Point place, String colour) {
        graphics.setColor(colour(colour, 1));
        graphics.fill(new Ellipse2D.Double(place.x() - 4, place.y() - 4, 8, 8));
    }

    /** The picture as PNG. */
    byte[] finish() {
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
