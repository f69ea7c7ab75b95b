package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A data directory of PostgreSQL with a service's database and all its tables, to be copied. Its name tells the migrations
 * that it was made by, so that one of other migrations is never taken for it. A service migrates what it is given in any
 * case: one that cannot be filled in advance stays empty, and the first start takes longer.
 */
final class DatabaseTemplate {
    private static final String FOLDER = "postgresql-";
    private static final String MIGRATIONS = "db/migration/";
    private static final String COMPLETE = "complete";
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final String CONFIGURATION = "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n";

    private final AppLayout layout;
    private final Path binaries;
    private final String database;

    /**
     * @param layout the service
     * @param binaries where PostgreSQL's programs are unpacked
     * @param database its name
     */
    DatabaseTemplate(AppLayout layout, Path binaries, String database) {
        this.layout = layout;
        this.binaries = binaries;
        this.database = database;
    }

    /** Makes it below a folder unless it is there; the one before it stays for whoever copies it just now. */
    Path in(Path kit, Consumer<String> progress) throws IOException, InterruptedException {
        Path template = kit.resolve(FOLDER + digest(layout.jar()));
        if (Files.exists(template.resolve(COMPLETE))) {
            return template;
        }
        progress.accept("making a database to be copied");
        Path fresh = kit.resolve("new");
        Folders.delete(fresh);
        try (LocalPostgres postgres = LocalPostgres.start(fresh, binaries, 0)) {
            postgres.createDatabaseIfMissing(database);
            if (!migrate(postgres, fresh)) {
                progress.accept("it is empty, so that first starts take longer; see " + log(fresh));
            }
        }
        Files.writeString(fresh.resolve(COMPLETE), database + "\n");
        Folders.delete(template);
        Files.move(fresh, template);
        prune(kit, template);
        return template;
    }

    /** Tells migrations by their names and contents. */
    static String digest(Path jar) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this platform has no SHA-256", e);
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            List<JarEntry> migrations = file.stream()
                    .filter(entry -> entry.getName().startsWith(MIGRATIONS) && !entry.isDirectory())
                    .sorted(Comparator.comparing(JarEntry::getName))
                    .toList();
            for (JarEntry migration : migrations) {
                digest.update(migration.getName().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                try (InputStream content = file.getInputStream(migration)) {
                    digest.update(content.readAllBytes());
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    /** Starts the service as far as its migrations: it ends when it would begin to work. */
    private boolean migrate(LocalPostgres postgres, Path folder) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("alertmanager.yml"), CONFIGURATION);
        ProcessBuilder service = new ProcessBuilder(layout.command(List.of("-Dspring.context.exit=onRefresh")));
        service.environment()
                .putAll(Map.of(
                        "SPRING_DATASOURCE_URL", postgres.jdbcUrl(database),
                        "SPRING_DATASOURCE_USERNAME", postgres.username(),
                        "SPRING_DATASOURCE_PASSWORD", postgres.password(),
                        "KALDRIX_CONFIGURATION_FILE", configuration.toString(),
                        "KALDRIX_SECURITY_OPEN", "true",
                        "KALDRIX_ALERTMANAGER_ALONE", "true",
                        "AWS_REGION", "us-east-1"));
        Process process = service.redirectErrorStream(true)
                .redirectOutput(log(folder).toFile())
                .start();
        try {
            return process.waitFor(WITHIN.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path log(Path folder) {
        return folder.resolve("migration.log");
    }

    private static void prune(Path kit, Path newest) throws IOException {
        List<Path> others = new ArrayList<>();
        try (Stream<Path> found = Files.list(kit)) {
            found.filter(path -> String.valueOf(path.getFileName()).startsWith("postgresql"))
                    .filter(path -> !path.equals(newest))
                    .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified())
                            .reversed())
                    .skip(1)
                    .forEach(others::add);
        }
        for (Path old : others) {
            Folders.delete(old);
        }
    }
}
