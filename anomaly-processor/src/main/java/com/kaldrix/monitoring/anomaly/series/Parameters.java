package com.kaldrix.monitoring.anomaly.series;

import com.kaldrix.monitoring.anomaly.detect.Discord;
import com.kaldrix.monitoring.anomaly.detect.Forest;
import com.kaldrix.monitoring.anomaly.detect.Forest.Transform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The parameters of detection, from one versioned file; single ones can be overridden by name. */
public final class Parameters {
    /** The file in force. */
    public static final String CURRENT = "detection-3.properties";

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Those of the file in force. */
    public static Parameters current() {
        Properties file = new Properties();
        try (InputStream in = Parameters.class.getClassLoader().getResourceAsStream(CURRENT)) {
            if (in == null) {
                throw new IllegalStateException("%s is not on the class path".formatted(CURRENT));
            }
            file.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new TreeMap<>();
        file.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
        return new Parameters(values);
    }

    /**
     * Those in force as live series need them: a watch tells of an anomaly once because it keeps it until it is over, so it wants no pause
     * after a stir that was none.
     */
    public static Parameters live() {
        return current().with("alert.quiet", "0");
    }

    /**
     * These with one changed.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public Parameters with(String name, String value) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("there is no parameter %s".formatted(name));
        }
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new Parameters(changed);
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no parameter %s".formatted(name));
        }
        return value;
    }

    public double number(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("parameter %s is not a number: %s".formatted(name, text(name)), e);
        }
    }

    public int whole(String name) {
        return (int) number(name);
    }

    /** The forests of the full ensemble, in order. */
    public List<Forest.Shape> forests() {
        List<Forest.Shape> shapes = new ArrayList<>();
        for (int i = 1; values.containsKey("forest." + i); i++) {
            String[] parts = text("forest." + i).split(",");
            shapes.add(new Forest.Shape(
                    "forest-" + parts[0],
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    Transform.valueOf(parts[4]),
                    Boolean.parseBoolean(parts[5])));
        }
        return List.copyOf(shapes);
    }

    /** The shapes of the full ensemble, in order. */
    public List<Discord.Shape> shapes() {
        List<Discord.Shape> shapes = new ArrayList<>();
        for (int i = 1; values.containsKey("shape." + i); i++) {
            String[] parts = text("shape." + i).split(",");
            shapes.add(new Discord.Shape(
                    "shape-" + parts[0],
                    Integer.parseInt(parts[0]),
                    whole("shape.memory"),
                    Boolean.parseBoolean(parts[1])));
        }
        return List.copyOf(shapes);
    }
}
