package com.kaldrix.monitoring.alert.alert;

import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Component;

/** Reads an alert from a row that has the columns of the table {@code alert}. */
@Component
public class AlertRows {
    private final JsonColumns json;

    AlertRows(JsonColumns json) {
        this.json = json;
    }

    public Alert read(ResultSet row) throws SQLException {
        return new Alert(
                json.labels(row.getString("labels")),
                json.labels(row.getString("derived")),
                json.texts(row.getString("annotations")),
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
