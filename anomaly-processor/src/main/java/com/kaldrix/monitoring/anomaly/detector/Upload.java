package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.anomaly.detector.SetReadings.Uploaded;
import com.kaldrix.monitoring.anomaly.file.Timestamps;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what is uploaded to a metric set: CSV with a header, or a JSON array of objects. The time stands where the set says, a metric
 * in the column of its name; other columns are passed over. Readings of the same time become one as the set says. What is wrong is
 * named by row, all at once up to a hundred.
 */
final class Upload {
    private static final int MOST_ERRORS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Columns of timestamptz go further; nobody's readings do. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final MetricSetDocument set;
    private final int most;
    private final List<FieldError> errors = new ArrayList<>();
    private final Map<Key, Sum> readings = new LinkedHashMap<>();

    private record Key(String metric, Instant at) {}

    private static final class Sum {
        private double sum;
        private int count;
        private boolean seen;

        void add(double value) {
            seen = true;
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }

        double value(boolean sums) {
            return count == 0 ? Double.NaN : sums ? sum : sum / count;
        }
    }

    private Upload(MetricSetDocument set, int most) {
        this.set = set;
        this.most = most;
    }

    /**
     * @param most how many readings at most
     * @throws InvalidRequestException that names what is wrong
     */
    static List<Uploaded> csv(MetricSetDocument set, String text, int most) {
        return new Upload(set, most).readCsv(text);
    }

    /** As {@link #csv}, for a JSON array of objects. */
    static List<Uploaded> json(MetricSetDocument set, String text, int most) {
        return new Upload(set, most).readJson(text);
    }

    /** As {@link #json}, for what has been read already. */
    static List<Uploaded> rows(MetricSetDocument set, List<Map<String, @Nullable Object>> rows, int most) {
        return new Upload(set, most).readJson(JSON.valueToTree(rows));
    }

    private List<Uploaded> readCsv(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            throw new InvalidRequestException("", "is empty; it should begin with a header such as " + header());
        }
        String first = lines.getFirst();
        List<String> columns = cells(first.startsWith("\uFEFF") ? first.substring(1) : first);
        int time = columns.indexOf(set.timeColumn());
        if (time < 0) {
            throw new InvalidRequestException("/1", "the header has no column " + set.timeColumn());
        }
        Map<Integer, String> metrics = new LinkedHashMap<>();
        set.metricList().forEach(metric -> {
            int column = columns.indexOf(metric.name());
            if (column >= 0 && metric.name() != null) {
                metrics.put(column, metric.name());
            }
        });
        if (metrics.isEmpty()) {
            throw new InvalidRequestException("/1", "the header has none of the set's metrics");
        }
        for (int i = 1; i < lines.size() && errors.size() < MOST_ERRORS; i++) {
            if (!lines.get(i).isBlank()) {
                row("/" + (i + 1), cells(lines.get(i)), time, metrics);
            }
        }
        return finish();
    }

    private String header() {
        return set.timeColumn() + "," + set.metricList().getFirst().name();
    }

    private void row(String at, List<String> cells, int time, Map<Integer, String> metrics) {
        if (time >= cells.size()) {
            errors.add(new FieldError(at + "/" + set.timeColumn(), "is missing"));
            return;
        }
        Instant instant = time(at + "/" + set.timeColumn(), cells.get(time));
        metrics.forEach((column, metric) -> {
            if (instant != null && column < cells.size()) {
                add(metric, instant, number(at + "/" + metric, cells.get(column)));
            }
        });
    }

    /** The cells of a line; those in double quotes may hold commas, and a double quote twice (RFC 4180). */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private List<Uploaded> readJson(String text) {
        JsonNode document;
        try {
            document = JSON.readTree(text);
        } catch (JacksonException e) {
            throw new InvalidRequestException("", "is no JSON");
        }
        return readJson(document);
    }

    private List<Uploaded> readJson(JsonNode document) {
        if (!document.isArray()) {
            throw new InvalidRequestException("", "must be an array of objects");
        }
        for (int i = 0; i < document.size() && errors.size() < MOST_ERRORS; i++) {
            object("/" + i, document.get(i));
        }
        return finish();
    }

    private void object(String at, JsonNode row) {
        JsonNode when = row.path(set.timeColumn());
        if (!row.isObject() || when.isMissingNode()) {
            errors.add(new FieldError(at + "/" + set.timeColumn(), "must be given"));
            return;
        }
        Instant instant = time(at + "/" + set.timeColumn(), when.asString(""));
        for (MetricSetDocument.Metric metric : set.metricList()) {
            String name = String.valueOf(metric.name());
            JsonNode value = row.path(name);
            if (instant == null || value.isMissingNode()) {
                continue;
            }
            if (value.isNull() || value.isNumber()) {
                add(name, instant, value.isNull() ? Double.NaN : value.doubleValue());
            } else {
                errors.add(new FieldError(at + "/" + name, "must be a number or null"));
            }
        }
    }

    private void add(String metric, Instant at, double value) {
        readings.computeIfAbsent(new Key(metric, at), key -> new Sum()).add(value);
        if (readings.size() > most) {
            throw new InvalidRequestException("", "holds more than " + most + " readings");
        }
    }

    private List<Uploaded> finish() {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        Map<String, Boolean> sums = new LinkedHashMap<>();
        set.metricList().forEach(metric -> sums.put(String.valueOf(metric.name()), metric.sums()));
        List<Uploaded> all = new ArrayList<>();
        readings.forEach((key, sum) -> {
            if (sum.seen) {
                all.add(new Uploaded(key.metric(), key.at(), sum.value(sums.getOrDefault(key.metric(), false))));
            }
        });
        return all;
    }

    private double number(String field, String text) {
        if (text.isEmpty() || text.equalsIgnoreCase("nan") || text.equalsIgnoreCase("null")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            errors.add(new FieldError(field, "is not a number"));
            return Double.NaN;
        }
    }

    private @Nullable Instant time(String field, String text) {
        @Nullable Instant time = parse(text);
        if (time == null || time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
            String format =
                    set.timestampColumn() == null ? null : set.timestampColumn().format();
            errors.add(new FieldError(
                    field, "is not a time from 1970 to 2200" + (format == null ? "" : " of the form " + format)));
            return null;
        }
        return time;
    }

    private @Nullable Instant parse(String text) {
        String format =
                set.timestampColumn() == null ? null : set.timestampColumn().format();
        if (format == null || format.equals(MetricSetDocument.EPOCH)) {
            var millis = Timestamps.parse(text);
            return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
        }
        try {
            TemporalAccessor parsed =
                    DateTimeFormatter.ofPattern(format).parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
