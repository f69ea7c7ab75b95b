package com.kaldrix.monitoring.bench.compliance;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * {@code ./kaldrix bench compliance}: the parts of compliance-reporter in a process of their own with 512 MB of heap, on a PostgreSQL that keeps what it
 * says it has kept. {@code KALDRIX_BENCH_FINDINGS} is how many findings, 1,000,000 by default.
 */
public final class ComplianceBenchmark implements Benchmark {
    private static final String MAIN = "com.kaldrix.monitoring.compliance.load.LoadCommand";
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    private static final String DATABASE = "compliance";
    private static final String HEAP = "-Xmx512m";

    /** What a database server that does this for a living has; the usual 128 MB and 1 GB are for a machine that does other things. */
    private static final List<String> SETTINGS = List.of("shared_buffers = '1GB'", "max_wal_size = '6GB'");

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        Path state = workshop.folder("compliance");
        Folders.delete(state);
        Path cache = workshop.root().resolve(".kaldrix").resolve("cache").resolve("postgres");
        try (LocalPostgres postgres = LocalPostgres.start(state.resolve("postgres"), cache, 0)) {
            set(postgres);
            postgres.createDatabaseIfMissing(DATABASE);
            return measure(workshop, postgres, state);
        } finally {
            Folders.delete(state);
        }
    }

    private static void set(LocalPostgres postgres) throws IOException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute("alter system set " + setting);
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL does not take its settings: " + e.getMessage(), e);
        }
        postgres.stop();
        postgres.start();
    }

    private static boolean measure(Workshop workshop, LocalPostgres postgres, Path state)
            throws IOException, InterruptedException {
        Path jar = workshop.root()
                .resolve(ServiceDefinition.COMPLIANCE_REPORTER.label())
                .resolve("target")
                .resolve(ServiceDefinition.COMPLIANCE_REPORTER.label() + ".jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Duser.timezone=UTC",
                        "-Djava.io.tmpdir=" + state,
                        "-Dloader.main=" + MAIN,
                        "-cp",
                        jar.toString(),
                        LAUNCHER,
                        Long.toString(workshop.setting("KALDRIX_BENCH_FINDINGS", 1_000_000)))
                .redirectError(Redirect.INHERIT);
        builder.environment().putAll(environment(postgres, state));
        Process process = builder.start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // What the service logs begins with a brace.
                (line.startsWith("|") ? workshop.out() : workshop.progress()).println(line);
            }
            workshop.out().println();
            return process.waitFor() == 0;
        } finally {
            process.destroy();
        }
    }

    private static Map<String, String> environment(LocalPostgres postgres, Path state) {
        return Map.of(
                "SPRING_DATASOURCE_URL", postgres.jdbcUrl(DATABASE),
                "SPRING_DATASOURCE_USERNAME", postgres.username(),
                "SPRING_DATASOURCE_PASSWORD", postgres.password(),
                "KALDRIX_TRAIL_LOCATION", state.resolve("objects").toString(),
                "KALDRIX_TRAIL_KEY", state.resolve("trail-key.pem").toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local");
    }
}
