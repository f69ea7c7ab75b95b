package com.kaldrix.monitoring.bench.gateway;

import com.kaldrix.monitoring.local.remotewrite.Arrived;
import com.kaldrix.monitoring.local.remotewrite.LoadShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The samples of a load that are in an archive: Parquet files in a folder, read by DuckDB as its users would. */
public final class ArchivedLoad implements Arrived {
    private static final long[] NOTHING = {};

    private final Map<String, long[]> timestamps;
    private final long samples;

    private ArchivedLoad(Map<String, long[]> timestamps) {
        this.timestamps = Map.copyOf(timestamps);
        this.samples = timestamps.values().stream().mapToLong(one -> one.length).sum();
    }

    /**
     * Reads what lies in that folder now; an empty or missing one holds nothing.
     *
     * @throws IOException when a file cannot be read as what the archive says it is
     */
    public static ArchivedLoad in(Path folder) throws IOException {
        Map<String, long[]> timestamps = new HashMap<>();
        if (!holdsObjects(folder)) {
            return new ArchivedLoad(timestamps);
        }
        String query = """
                select labels['%s'] as identity, epoch_ms(timestamp) as time
                from read_parquet('%s/**/*.parquet') where metric = '%s' order by 1, 2
                """.formatted(LoadShape.IDENTITY, folder, LoadShape.NAME);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            String identity = "";
            LongStream.Builder times = LongStream.builder();
            while (rows.next()) {
                if (!identity.equals(rows.getString(1))) {
                    timestamps.put(identity, times.build().toArray());
                    times = LongStream.builder();
                    identity = rows.getString(1);
                }
                times.add(rows.getLong(2));
            }
            timestamps.put(identity, times.build().toArray());
        } catch (SQLException unreadable) {
            throw new IOException("the archive in " + folder + " cannot be read", unreadable);
        }
        return new ArchivedLoad(timestamps);
    }

    private static boolean holdsObjects(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }

    @Override
    public long[] sortedTimestamps(String identity) {
        return timestamps.getOrDefault(identity, NOTHING);
    }

    /** How many samples of the load there are, those that were taken twice twice. */
    public long samples() {
        return samples;
    }
}
