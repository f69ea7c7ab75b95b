package com.kaldrix.monitoring.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.local.remotewrite.LoadSender;
import com.kaldrix.monitoring.local.remotewrite.LoadShape;
import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.remotewrite.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the verdict on a killed gateway sees what it should: a single sample that is nowhere. */
class GatewayVerdictTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T10:59:58Z");
    private static final int SERIES = 3;
    private static final int TICKS = 4;

    @TempDir
    Path archive;

    @Test
    void aCompleteArchiveMissesNothingAndASampleThatIsNotThereIsSaid() throws Exception {
        try (RecordingTarget target = RecordingTarget.start(0);
                LoadSender sender = new LoadSender(
                        new LoadShape(SERIES, 2, 1, Version.V1, BEGIN, Duration.ofSeconds(1)), target.url(), null)) {
            sender.start(TICKS, Duration.ZERO);
            assertThat(sender.await(Duration.ofSeconds(30))).isTrue();

            assertThat(sender.acknowledged().missing(ArchivedLoad.in(archive), 10))
                    .hasSize(SERIES);

            write("one.parquet", "true");
            assertThat(sender.acknowledged().missing(ArchivedLoad.in(archive), 10))
                    .isEmpty();
            assertThat(ArchivedLoad.in(archive).samples()).isEqualTo(SERIES * TICKS);

            write("one.parquet", "not (series = 1 and tick = 2)");
            assertThat(sender.acknowledged().missing(ArchivedLoad.in(archive), 10))
                    .singleElement()
                    .asString()
                    .contains("1 of 4 acknowledged samples", "validator-000001");

            write("late.parquet", "series = 1 and tick = 2");
            assertThat(sender.acknowledged().missing(ArchivedLoad.in(archive), 10))
                    .isEmpty();
        }
    }

    @Test
    void aDamagedObjectIsNoEmptyOne() throws IOException {
        Files.writeString(
                Files.createDirectories(archive.resolve("date=2026-11-25")).resolve("x.parquet"), "PAR1");

        assertThatThrownBy(() -> ArchivedLoad.in(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void anOutcomeIsCleanOnlyWithoutAnyLoss() {
        assertThat(outcome(Map.of(), List.of(), List.of()).clean()).isTrue();
        assertThat(outcome(Map.of(400, 1L), List.of(), List.of()).clean()).isFalse();
        assertThat(outcome(Map.of(), List.of("one"), List.of()).clean()).isFalse();
        assertThat(outcome(Map.of(), List.of(), List.of("one")).clean()).isFalse();
    }

    private static GatewayRounds.Outcome outcome(
            Map<Integer, Long> refused, List<String> missingAtTarget, List<String> missingInArchive) {
        return new GatewayRounds.Outcome(1, refused, 1, List.of(), missingAtTarget, missingInArchive);
    }

    /** An object as the archive lays them out, with the rows of the load for which that is so. */
    private void write(String name, String condition) throws SQLException {
        String copy = """
                copy (
                  select '%s' as metric,
                         map {'%s': format('validator-{:06d}', series)} as labels,
                         make_timestamptz((%d + tick * 1000) * 1000) as timestamp
                  from range(%d) a(series), range(%d) b(tick) where %s
                ) to '%s' (format parquet)
                """.formatted(
                        LoadShape.NAME,
                        LoadShape.IDENTITY,
                        BEGIN.toEpochMilli(),
                        SERIES,
                        TICKS,
                        condition,
                        archive.resolve(name));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(copy);
        }
    }
}
