package com.kaldrix.monitoring.local.postgres;

import com.kaldrix.monitoring.local.net.LocalPorts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server for tests: one for each process, without durability, on a free port, deleted when the process ends.
 * Should the process be killed, the next one on this machine tidies up after it.
 */
public final class TestPostgres {
    static final String PASSWORD = "test";

    private static final List<String> FAST = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "log_timezone=UTC",
            "timezone=UTC");
    private static final String CACHE_PROPERTY = "kaldrix.postgres.cache";
    private static @Nullable TestPostgres shared;

    private final int port;
    private final AtomicInteger counter = new AtomicInteger();
    private final Set<String> templates = new HashSet<>();

    private TestPostgres(int port) {
        this.port = port;
    }

    static synchronized TestPostgres shared() {
        TestPostgres known = shared;
        if (known == null) {
            known = startShared();
            shared = known;
        }
        return known;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Makes an empty database. */
    public TestDatabase freshDatabase() {
        return create("template0");
    }

    /**
     * Makes a copy of a database that is set up once for each process, which is faster than to set up each anew.
     *
     * @param template names the set-up; the first caller's counts
     * @param setUp fills the template, by its migrations for example, and leaves no connection open
     */
    public TestDatabase freshDatabase(String template, Consumer<TestDatabase> setUp) {
        String name = LocalPostgres.checkedName("template_" + template);
        synchronized (templates) {
            if (!templates.contains(name)) {
                execute("create database " + name + " template template0");
                try {
                    setUp.accept(new TestDatabase(this, name));
                } catch (RuntimeException failure) {
                    drop(name);
                    throw failure;
                }
                templates.add(name);
            }
            return create(name);
        }
    }

    void drop(String name) {
        execute("drop database if exists " + name + " with (force)");
    }

    private TestDatabase create(String template) {
        String name = "test_" + counter.incrementAndGet();
        execute("create database " + name + " template " + template + " strategy file_copy");
        return new TestDatabase(this, name);
    }

    private void execute(String sql) {
        try (Connection connection =
                        LocalPostgres.dataSource(port, "postgres", PASSWORD).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new PostgresException("the test server refused: " + sql, failure);
        }
    }

    private static TestPostgres startShared() {
        Path cache = cache();
        Programs programs = new Programs(PostgresBinaries.in(cache));
        Path running = cache.resolve("running");
        try {
            Files.createDirectories(running);
            sweep(programs, running);
            Path home = Files.createTempDirectory(running, "test-");
            FileChannel lock =
                    FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = lock.lock();
            Cluster cluster = new Cluster(programs, home.resolve("data"), home.resolve("postgres.log"));
            copyTree(pristine(programs, cache), home.resolve("data"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(cluster, held, home), "test-postgres-end"));
            int port = LocalPorts.free();
            cluster.start(port, FAST);
            return new TestPostgres(port);
        } catch (IOException failure) {
            throw new PostgresException("cannot start PostgreSQL for tests under " + cache, failure);
        }
    }

    /** A data directory as initdb leaves it, made once for each version: copying is ten times faster than initdb. */
    private static Path pristine(Programs programs, Path cache) throws IOException {
        Path home = programs.binaries().home();
        Path pristine = home.resolveSibling(home.getFileName() + "-pristine");
        if (!Files.isDirectory(pristine)) {
            Path half = Files.createTempDirectory(cache, "initialising-");
            new Cluster(programs, half.resolve("data"), half.resolve("log")).initialise(null);
            try {
                Files.move(half.resolve("data"), pristine, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException raceLost) {
                if (!Files.isDirectory(pristine)) {
                    throw raceLost;
                }
            }
            deleteTree(half);
        }
        return pristine;
    }

    static Path cache() {
        String chosen = System.getProperty(CACHE_PROPERTY);
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        String root = System.getProperty("kaldrix.root");
        return root != null
                ? Path.of(root, ".kaldrix", "cache", "postgres").toAbsolutePath()
                : Path.of(System.getProperty("user.home"), ".cache", "kaldrix", "postgres");
    }

    private static void remove(Cluster cluster, FileLock held, Path home) {
        try {
            cluster.abandon();
            deleteTree(home);
            held.release();
        } catch (IOException | PostgresException left) {
            // The next process that starts a test server sweeps it away.
        }
    }

    /** Ends and deletes what killed processes left; a live process holds the lock of its directory. */
    private static void sweep(Programs programs, Path running) throws IOException {
        try (var homes = Files.newDirectoryStream(running, "test-*")) {
            for (Path home : homes) {
                Path lockFile = home.resolve("lock");
                if (!Files.exists(lockFile)) {
                    continue;
                }
                try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                        FileLock lock = channel.tryLock()) {
                    if (lock != null) {
                        new Cluster(programs, home.resolve("data"), home.resolve("postgres.log")).clearLeftovers();
                        deleteTree(home);
                    }
                } catch (NoSuchFileException goneMeanwhile) {
                    // Its owner has just deleted it.
                }
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.copy(directory, target(directory), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            private Path target(Path source) {
                return to.resolve(from.relativize(source).toString());
            }
        });
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
