package com.kaldrix.monitoring.alert.intake.prometheus;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Storable;
import com.kaldrix.monitoring.alert.intake.prometheus.PostedAlerts.FieldError;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of {@code POST /api/v2/alerts} (Alertmanager's OpenAPI v2, {@code postableAlerts}) by Alertmanager's rules
 * ({@code model.Alert.Validate}): a label with an empty value is none, at least one must remain, names and values are valid
 * Unicode, the start is not after the end; the time {@code 0001-01-01T00:00:00Z} stands for none. An invalid alert costs no
 * other its acceptance. An end in the past resolves; one in the future, which Prometheus sends with every repetition, is when
 * the alert is over unless it is sent again.
 *
 * <p>Two things are refused that Go takes: U+0000, which the database cannot hold, and half surrogates.
 */
public final class PrometheusAlerts {
    /** The kind of source, as it stands in {@link IncomingAlert#source}. */
    public static final String SOURCE = "prometheus";

    /** Which label names are valid. Prometheus 3 and Alertmanager take any Unicode text unless told otherwise. */
    public enum Names {
        UTF8,
        CLASSIC
    }

    private static final Pattern CLASSIC = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Names names;
    private final BoundedJson json;

    /** @param maxLength longest body that is read, in characters */
    public PrometheusAlerts(Names names, int maxLength) {
        this.names = names;
        this.json = new BoundedJson(maxLength);
    }

    /** Never throws. */
    public PostedAlerts read(String body) {
        JsonNode posted;
        try {
            posted = json.read(body);
        } catch (UnreadableJson e) {
            return new PostedAlerts.Malformed(Objects.requireNonNullElse(e.getMessage(), "cannot be read"));
        }
        if (!posted.isArray()) {
            return new PostedAlerts.Malformed("is no array of alerts");
        }
        List<IncomingAlert> alerts = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        // A source says the same times again and again, and to read one costs more than all else of an alert.
        Map<String, Instant> times = new HashMap<>();
        for (int i = 0; i < posted.size(); i++) {
            Entry entry = new Entry(i, posted.get(i), names, times);
            IncomingAlert alert = entry.read();
            errors.addAll(entry.errors);
            if (alert != null) {
                alerts.add(alert);
            }
        }
        return new PostedAlerts.Batch(alerts, errors);
    }

    /** One alert of the list, and what is wrong with it. */
    private static final class Entry {
        private final int index;
        private final JsonNode node;
        private final Names names;
        private final Map<String, Instant> times;
        private final List<FieldError> errors = new ArrayList<>();

        Entry(int index, JsonNode node, Names names, Map<String, Instant> times) {
            this.index = index;
            this.node = node;
            this.names = names;
            this.times = times;
        }

        /** Null when there are errors. */
        @Nullable
        IncomingAlert read() {
            if (!node.isObject()) {
                refuse("", "is no object");
                return null;
            }
            Map<String, String> labels = texts("labels");
            Map<String, String> annotations = texts("annotations");
            Instant startsAt = time("startsAt");
            Instant endsAt = time("endsAt");
            String link = text("generatorURL");
            if (labels.isEmpty() && errors.isEmpty()) {
                refuse("labels", "has no label with a value");
            }
            if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
                refuse("endsAt", "lies before startsAt");
            }
            return errors.isEmpty()
                    ? new IncomingAlert(SOURCE, Labels.of(labels), annotations, startsAt, endsAt, link)
                    : null;
        }

        private Map<String, String> texts(String field) {
            JsonNode object = node.path(field);
            Map<String, String> texts = new TreeMap<>();
            if (object.isMissingNode() || object.isNull()) {
                return texts;
            }
            if (!object.isObject()) {
                refuse(field, "is no object");
                return texts;
            }
            object.forEachEntry((name, value) -> {
                String text = text(field, name, value);
                if (text.isEmpty()) {
                    return;
                }
                if (name.isEmpty()
                        || !Storable.is(name)
                        || (names == Names.CLASSIC && !CLASSIC.matcher(name).matches())) {
                    refuse(field + "." + name, "is no valid name");
                } else {
                    texts.put(name, text);
                }
            });
            return texts;
        }

        private String text(String field) {
            return text(field, "", node.path(field));
        }

        /** Empty when there is none, or none that can be read. */
        private String text(String field, String name, JsonNode value) {
            if (value.isMissingNode() || value.isNull()) {
                return "";
            }
            if (!value.isString()) {
                refuse(path(field, name), "is no text");
                return "";
            }
            String text = value.stringValue();
            if (!Storable.is(text)) {
                refuse(path(field, name), "is no valid Unicode text");
                return "";
            }
            return text;
        }

        private static String path(String field, String name) {
            return name.isEmpty() ? field : field + "." + name;
        }

        private @Nullable Instant time(String field) {
            String text = text(field);
            if (text.isEmpty()) {
                return null;
            }
            try {
                Instant time = times.computeIfAbsent(
                        text, one -> OffsetDateTime.parse(one).toInstant());
                if (time.equals(ZERO)) {
                    return null;
                }
                if (time.isBefore(ZERO) || time.isAfter(LATEST)) {
                    refuse(field, "is not within the years 1 to 9999");
                    return null;
                }
                return time;
            } catch (DateTimeException e) {
                refuse(field, "is no RFC 3339 time");
                return null;
            }
        }

        private void refuse(String field, String problem) {
            errors.add(new FieldError(index, field, problem));
        }
    }
}
