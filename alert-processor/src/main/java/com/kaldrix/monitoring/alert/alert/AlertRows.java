package com.kaldrix.monitoring.alert.alert;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Reads an alert from a row that has the columns of the table {@code alert}. What a text of JSON says is remembered by that
 * text, never by the alert, so that nothing is told but what the row holds.
 */
@Component
public class AlertRows {
    /**
     * Characters of texts that are remembered, of labels and of annotations each; what they say takes three times as much, so that
     * all of it takes up to a quarter of the memory. What does not find room here is read anew at each look.
     */
    private static final long REMEMBERED = Runtime.getRuntime().maxMemory() / 32;

    private final LoadingCache<String, Labels> labels;
    private final LoadingCache<String, Map<String, String>> annotations;

    AlertRows(JsonColumns json) {
        this.labels = texts().build(json::labels);
        this.annotations = texts().build(text -> Map.copyOf(json.texts(text)));
    }

    private static Caffeine<String, Object> texts() {
        return Caffeine.newBuilder().maximumWeight(REMEMBERED).weigher((String text, Object said) -> text.length());
    }

    public Alert read(ResultSet row) throws SQLException {
        return new Alert(
                labels.get(row.getString("labels")),
                labels.get(row.getString("derived")),
                annotations.get(row.getString("annotations")),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                instant(row, "updated_at"),
                row.getBoolean("timed_out"),
                Severity.values()[row.getInt("severity")],
                row.getString("link"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
