package com.kaldrix.monitoring.local.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs that come as a compressed archive on the class path, unpacked once into a cache directory and
 * shared by all who use that directory.
 *
 * @param home the unpacked installation, with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
    private static final Object UNPACKING = new Object();

    /** Unpacks the archive for this machine unless the cache has it; safe when several processes do so at once. */
    static PostgresBinaries in(Path cache) {
        try {
            byte[] archive = archive();
            Path home = cache.resolve("postgresql-" + checksum(archive));
            if (!Files.isDirectory(home)) {
                unpackOnce(archive, cache, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException failure) {
            throw new PostgresException("cannot unpack PostgreSQL into " + cache, failure);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void unpackOnce(byte[] archive, Path cache, Path home) throws IOException {
        Files.createDirectories(cache);
        synchronized (UNPACKING) {
            try (RandomAccessFile file =
                            new RandomAccessFile(cache.resolve("unpack.lock").toFile(), "rw");
                    FileLock lock = file.getChannel().lock()) {
                if (lock.isValid() && !Files.isDirectory(home)) {
                    Path half = Files.createTempDirectory(cache, "unpacking-");
                    unpack(archive, half);
                    // Whoever starts as another user must be able to pass through.
                    Files.setPosixFilePermissions(half, permissions(0755));
                    Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String name = system.contains("mac") ? "Darwin" : system.contains("windows") ? "Windows" : "Linux";
        String machine = ArchUtils.normalize(System.getProperty("os.arch"));
        InputStream stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(name, machine);
        if (stream == null) {
            throw new PostgresException("no PostgreSQL for " + name + " on " + machine + " on the class path");
        }
        try (stream) {
            return stream.readAllBytes();
        }
    }

    private static String checksum(byte[] archive) {
        CRC32 crc = new CRC32();
        crc.update(archive);
        return HexFormat.of().toHexDigits(crc.getValue(), 8) + "-" + archive.length;
    }

    private static void unpack(byte[] archive, Path into) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new XZInputStream(new BufferedInputStream(new java.io.ByteArrayInputStream(archive))))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("archive entry leaves its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(target, permissions(entry.getMode()));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        EnumSet<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] highestFirst = PosixFilePermission.values();
        for (int i = 0; i < highestFirst.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(highestFirst[i]);
            }
        }
        return permissions;
    }
}
