package com.kaldrix.monitoring.anomaly.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One series as it lies in a CSV file with the columns {@code timestamp} and {@code value}; other columns are passed over.
 *
 * @param name the file's name, for messages
 * @param stamps the timestamps exactly as given, one per row
 * @param times the same as epoch milliseconds
 * @param values the values; NaN is a gap (a blank cell, {@code NaN}, {@code null}, or an infinity)
 */
public record SeriesFile(String name, List<String> stamps, long[] times, double[] values) {

    public SeriesFile {
        stamps = List.copyOf(stamps);
        if (stamps.size() != times.length || times.length != values.length) {
            throw new IllegalArgumentException("stamps, times and values differ in length");
        }
    }

    public int size() {
        return times.length;
    }

    /**
     * Reads a file.
     *
     * @throws BadInput when it is missing, empty, or a row is not a timestamp and a number
     */
    public static SeriesFile read(Path path) {
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            return new Reading(path.toString()).read(reader);
        } catch (NoSuchFileException e) {
            throw new BadInput("%s: there is no such file".formatted(path));
        } catch (CharacterCodingException e) {
            throw new BadInput("%s: the file is not text in UTF-8".formatted(path));
        } catch (IOException e) {
            throw new BadInput("%s: the file cannot be read (%s)".formatted(path, e.getMessage()));
        }
    }

    /**
     * Reads a text.
     *
     * @param name for messages
     * @throws BadInput when it is empty, or a row is not a timestamp and a number
     */
    public static SeriesFile parse(String name, String text) {
        try (BufferedReader reader = new BufferedReader(new StringReader(text))) {
            return new Reading(name).read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reading {
        private final String file;
        private final List<String> stamps = new ArrayList<>();
        private long[] times = new long[1024];
        private double[] values = new double[1024];
        private int timeColumn;
        private int valueColumn = 1;

        Reading(String file) {
            this.file = file;
        }

        SeriesFile read(BufferedReader reader) throws IOException {
            String line = reader.readLine();
            if (line == null) {
                throw new BadInput(file, 1, 1, "the file is empty; it should begin with timestamp,value");
            }
            if (line.startsWith("\uFEFF")) {
                line = line.substring(1);
            }
            int number = 1;
            if (!header(line)) {
                row(line, number);
            }
            while ((line = reader.readLine()) != null) {
                number++;
                if (!line.isBlank()) {
                    row(line, number);
                }
            }
            int size = stamps.size();
            return new SeriesFile(file, stamps, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
        }

        /** Takes the first line as header unless its first cell is a timestamp. */
        private boolean header(String line) {
            String[] cells = line.split(",", -1);
            if (Timestamps.parse(unquote(cells[0])).isPresent()) {
                return false;
            }
            int time = -1;
            int value = -1;
            for (int i = 0; i < cells.length; i++) {
                switch (unquote(cells[i]).toLowerCase(Locale.ROOT)) {
                    case "timestamp", "time" -> time = i;
                    case "value" -> value = i;
                    default -> {}
                }
            }
            if (time < 0) {
                throw new BadInput(file, 1, 1, "the header has no column timestamp");
            }
            if (value < 0) {
                throw new BadInput(file, 1, 1, "the header has no column value");
            }
            timeColumn = time;
            valueColumn = value;
            return true;
        }

        private void row(String line, int number) {
            String[] cells = line.split(",", -1);
            int needed = Math.max(timeColumn, valueColumn);
            if (cells.length <= needed) {
                throw new BadInput(
                        file,
                        number,
                        line.length() + 1,
                        "the row has %d cells where %d are needed".formatted(cells.length, needed + 1));
            }
            String stamp = unquote(cells[timeColumn]);
            long time = Timestamps.parse(stamp)
                    .orElseThrow(() -> new BadInput(
                            file,
                            number,
                            columnOf(cells, timeColumn),
                            "\"%s\" is not a timestamp (ISO 8601, yyyy-MM-dd HH:mm:ss or epoch seconds)"
                                    .formatted(stamp)));
            add(cells[timeColumn].strip(), time, value(cells, number));
        }

        private double value(String[] cells, int number) {
            String text = unquote(cells[valueColumn]);
            switch (text.toLowerCase(Locale.ROOT)) {
                case "", "nan", "null", "na", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" -> {
                    return Double.NaN;
                }
                default -> {}
            }
            try {
                double value = Double.parseDouble(text);
                return Double.isFinite(value) ? value : Double.NaN;
            } catch (NumberFormatException e) {
                throw new BadInput(
                        file, number, columnOf(cells, valueColumn), "\"%s\" is not a number".formatted(text));
            }
        }

        private void add(String stamp, long time, double value) {
            int at = stamps.size();
            if (at == times.length) {
                times = Arrays.copyOf(times, at * 2);
                values = Arrays.copyOf(values, at * 2);
            }
            stamps.add(stamp);
            times[at] = time;
            values[at] = value;
        }

        private static int columnOf(String[] cells, int cell) {
            int column = 1;
            for (int i = 0; i < cell; i++) {
                column += cells[i].length() + 1;
            }
            return column;
        }

        private static String unquote(String cell) {
            String trimmed = cell.strip();
            return trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"")
                    ? trimmed.substring(1, trimmed.length() - 1)
                    : trimmed;
        }
    }
}
