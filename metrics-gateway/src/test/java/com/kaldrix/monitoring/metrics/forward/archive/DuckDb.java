package com.kaldrix.monitoring.metrics.forward.archive;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks at an archive as a stranger does. */
final class DuckDb implements AutoCloseable {
    private final Connection connection;

    DuckDb(Path archive) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        rows("set timezone = 'UTC'");
        rows("create view samples as select * from read_parquet('" + archive
                + "/**/*.parquet', hive_partitioning = true, hive_types = {'hour': integer})");
    }

    /** The rows of an answer, their columns as text with {@code |} between them. */
    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return rows;
            }
            try (ResultSet result = statement.getResultSet()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join("|", row));
                }
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
