package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Attributes as labels. Those whose names become the same share a label: their values with a semicolon between. */
final class AttributeLabels {
    /** More attributes than this are refused: no series has as many labels. */
    static final int MOST = 256;

    private final boolean escaping;

    AttributeLabels(TranslationStrategy strategy) {
        this.escaping = strategy.escaping();
    }

    /** Adds the attributes whose names pass to labels, in place of what is there by the same name. */
    void add(List<KeyValue> attributes, Predicate<String> which, String prefix, LabelSet labels) {
        LabelSet fresh = new LabelSet();
        List<KeyValue> sorted = attributes.size() < 2
                ? attributes
                : attributes.stream()
                        .sorted(Comparator.comparing(KeyValue::getKey))
                        .toList();
        for (KeyValue attribute : sorted) {
            String value = text(attribute.getValue());
            if (value.isEmpty() || attribute.getKey().isEmpty() || !which.test(attribute.getKey())) {
                continue;
            }
            String name = name(prefix + attribute.getKey());
            String before = fresh.get(name);
            fresh.set(name, before.isEmpty() ? value : before + ";" + value);
        }
        fresh.forEach(labels::set);
    }

    /** A name that begins with two underscores would be Prometheus' own, also where names stay as they are. */
    private String name(String key) {
        return escaping || key.startsWith("__") ? Escaped.label(key) : key;
    }

    /** A value as text: that of lists and maps as JSON, of bytes as Base64. */
    static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case ARRAY_VALUE, KVLIST_VALUE -> {
                StringBuilder text = new StringBuilder();
                json(value, text);
                yield text.toString();
            }
            default -> scalar(value);
        };
    }

    private static String scalar(AnyValue value) {
        return switch (value.getValueCase()) {
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> decimal(value.getDoubleValue());
            case BYTES_VALUE ->
                Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
            default -> "";
        };
    }

    static String decimal(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : Double.toString(value);
    }

    private static void json(AnyValue value, StringBuilder text) {
        switch (value.getValueCase()) {
            case ARRAY_VALUE -> {
                String comma = "";
                text.append('[');
                for (AnyValue item : value.getArrayValue().getValuesList()) {
                    text.append(comma);
                    json(item, text);
                    comma = ",";
                }
                text.append(']');
            }
            case KVLIST_VALUE -> {
                String comma = "";
                text.append('{');
                for (KeyValue item : value.getKvlistValue().getValuesList()) {
                    text.append(comma);
                    quote(item.getKey(), text);
                    text.append(':');
                    json(item.getValue(), text);
                    comma = ",";
                }
                text.append('}');
            }
            case STRING_VALUE, BYTES_VALUE -> quote(text(value), text);
            case BOOL_VALUE, INT_VALUE -> text.append(scalar(value));
            case DOUBLE_VALUE -> {
                if (Double.isFinite(value.getDoubleValue())) {
                    text.append(scalar(value));
                } else {
                    quote(scalar(value), text);
                }
            }
            default -> text.append("null");
        }
    }

    private static void quote(String plain, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
