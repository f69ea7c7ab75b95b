package com.kaldrix.monitoring.local.postgres;

import com.kaldrix.monitoring.local.net.LocalPorts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server on 127.0.0.1 whose data outlives the process that started it.
 *
 * <p>The server belongs to one process at a time, which a lock in the directory guards. A server that a killed process left
 * running on the same directory is ended, and started anew, so that its settings are always the ones asked for.
 *
 * <p>All methods may be called by several threads.
 */
public final class LocalPostgres implements AutoCloseable {
    /** The only account of the server, with all rights. */
    public static final String USERNAME = "postgres";

    private static final Pattern DATABASE_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final List<String> DURABLE = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "log_timezone=UTC",
            "timezone=UTC");

    private final Cluster cluster;
    private final FileChannel lockFile;
    private final String password;
    private final int port;
    private boolean closed;

    private LocalPostgres(Cluster cluster, FileChannel lockFile, String password, int port) {
        this.cluster = cluster;
        this.lockFile = lockFile;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts a server that keeps its data under a directory; the first start makes them, the next ones find them.
     *
     * @param directory where data, password and log live; made when missing, readable by its owner only
     * @param binaryCache where the programs of PostgreSQL are unpacked once; may be shared by several servers
     * @param port the port on 127.0.0.1, or 0 for any free one
     * @throws PostgresException when another live process has the directory, or the server cannot start
     */
    public static LocalPostgres start(Path directory, Path binaryCache, int port) {
        Path home = directory.toAbsolutePath().normalize();
        FileChannel lock = lock(home);
        try {
            Cluster cluster = new Cluster(
                    new Programs(
                            PostgresBinaries.in(binaryCache.toAbsolutePath().normalize())),
                    home.resolve("data"),
                    home.resolve("postgres.log"));
            Path passwordFile = home.resolve("password");
            if (!cluster.isInitialised()) {
                writePassword(passwordFile);
                cluster.initialise(passwordFile);
            }
            LocalPostgres postgres = new LocalPostgres(
                    cluster, lock, Files.readString(passwordFile).strip(), port == 0 ? LocalPorts.free() : port);
            postgres.start();
            return postgres;
        } catch (IOException failure) {
            closeQuietly(lock);
            throw new PostgresException("cannot use " + home + " for PostgreSQL", failure);
        } catch (RuntimeException failure) {
            closeQuietly(lock);
            throw failure;
        }
    }

    /** Where PostgreSQL's programs are, {@code bin} and the rest; unpacked unless they are there. */
    public static Path programs(Path binaryCache) {
        return PostgresBinaries.in(binaryCache.toAbsolutePath().normalize()).home();
    }

    /**
     * The server that all tests of this process share: made at the first call, gone with the process, fast and not durable.
     */
    public static TestPostgres shared() {
        return TestPostgres.shared();
    }

    /** Starts the server again after {@link #stop()} or {@link #kill()}, on the same port; does nothing when it runs. */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("this PostgreSQL is closed");
        }
        if (!cluster.isRunning()) {
            cluster.start(port, DURABLE);
        }
    }

    /** Ends the server in order, cutting all sessions; {@link #start()} brings it back. */
    public synchronized void stop() {
        cluster.stop();
    }

    /** Ends the server abruptly (SIGKILL), as a crash would; {@link #start()} brings it back with what was committed. */
    public synchronized void kill() {
        cluster.kill();
    }

    /** Whether the server process is alive. */
    public synchronized boolean isRunning() {
        return cluster.isRunning();
    }

    /** The port on 127.0.0.1, the same for the life of this object. */
    public int port() {
        return port;
    }

    /** The account to connect with, {@link #USERNAME}. */
    public String username() {
        return USERNAME;
    }

    /** The password of that account, made at the first start and kept in the directory. */
    public String password() {
        return password;
    }

    /** The address of a database for JDBC, without account and password. */
    public String jdbcUrl(String database) {
        return jdbcUrl(port, checkedName(database));
    }

    /**
     * Makes a database unless it exists.
     *
     * @param database lower-case letters, digits and underscores, at most 63
     */
    public void createDatabaseIfMissing(String database) {
        String name = checkedName(database);
        PGSimpleDataSource source = dataSource(port, "postgres", password);
        try (Connection connection = source.getConnection();
                PreparedStatement query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery()) {
                if (found.next()) {
                    return;
                }
            }
            try (Statement create = connection.createStatement()) {
                create.execute("create database " + name);
            }
        } catch (SQLException failure) {
            if (!DUPLICATE_DATABASE.equals(failure.getSQLState())) {
                throw new PostgresException("cannot create the database " + name, failure);
            }
        }
    }

    /** Ends the server in order and lets go of the directory; the data stay. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                cluster.stop();
            } finally {
                closeQuietly(lockFile);
            }
        }
    }

    static String checkedName(String database) {
        if (!DATABASE_NAME.matcher(database).matches()) {
            throw new IllegalArgumentException(
                    "a database name is of lower-case letters, digits and underscores, not '" + database + "'");
        }
        return database;
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    static PGSimpleDataSource dataSource(int port, String database, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl(port, database));
        source.setUser(USERNAME);
        source.setPassword(password);
        return source;
    }

    private static FileChannel lock(Path home) {
        FileChannel channel = null;
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException held) {
            // Held by this very process; told below like any other holder.
        } catch (IOException failure) {
            throw new PostgresException("cannot use " + home + " for PostgreSQL", failure);
        }
        closeQuietly(channel);
        throw new PostgresException("another process runs PostgreSQL on " + home);
    }

    private static void writePassword(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random) + "\n", StandardCharsets.UTF_8);
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable AutoCloseable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception ignored) {
                // The kernel frees the lock with the process at the latest.
            }
        }
    }
}
