package com.kaldrix.monitoring.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A service's jar unpacked to a folder, which starts faster than the jar itself and can have an AOT cache (JEP 514). Each
 * jar has a folder of its own, so that a new build leaves a running service alone; {@code target/app} links to the newest.
 *
 * @param folder holds the thin jar, {@code lib/} and the cache
 * @param name of the service
 * @param jarHash identifies the jar that it was unpacked from
 */
public record AppLayout(Path folder, String name, String jarHash) {
    private static final String FOLDER = "app-";
    private static final String COMPLETE = ".complete";
    private static final Duration EXTRACTION = Duration.ofMinutes(2);

    /**
     * Unpacks the jar of a module unless it is unpacked already.
     *
     * @param root of the project
     * @throws StackException when the module has not been built
     */
    public static AppLayout of(Path root, ServiceDefinition service) throws IOException {
        Path target = root.resolve(service.label()).resolve("target");
        Path jar = target.resolve(service.label() + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new StackException(service.label() + " has not been built: there is no " + root.relativize(jar));
        }
        // By its content: jars are made the same to the byte each time, with the same date, so that no date tells two
        // apart.
        String hash = hash(jar);
        Path folder = target.resolve(FOLDER + hash.substring(0, 12));
        if (!Files.exists(folder.resolve(COMPLETE))) {
            extract(jar, folder);
            Files.createFile(folder.resolve(COMPLETE));
            prune(target, folder);
        }
        link(target.resolve("app"), folder);
        return new AppLayout(folder, service.label(), hash);
    }

    /** Lets people and images find the newest under one name. */
    private static void link(Path name, Path folder) throws IOException {
        Path fresh = name.resolveSibling("app.new");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, Path.of(String.valueOf(folder.getFileName())));
        if (Files.isDirectory(name, LinkOption.NOFOLLOW_LINKS)) {
            Folders.delete(name);
        }
        Files.move(fresh, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Keeps the folder and the one before it, which a running stack may still use. */
    private static void prune(Path target, Path newest) throws IOException {
        List<Path> others;
        try (Stream<Path> found = Files.list(target)) {
            others = found.filter(path -> String.valueOf(path.getFileName()).startsWith(FOLDER))
                    .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !path.equals(newest))
                    .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified())
                            .reversed())
                    .skip(1)
                    .toList();
        }
        for (Path old : others) {
            Folders.delete(old);
        }
    }

    /** The jar to start. */
    public Path jar() {
        return folder.resolve(name + ".jar");
    }

    /** Where the cache is or would be. */
    public Path aotCache() {
        return folder.resolve(name + ".aot");
    }

    /** Whether there is a cache that was made from this jar with this JDK. */
    public boolean hasAotCache() {
        try {
            return Files.isRegularFile(aotCache())
                    && Files.exists(aotKey())
                    && Files.readString(aotKey()).equals(currentAotKey());
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Notes that the cache fits this jar and this JDK. */
    void sealAotCache() throws IOException {
        Files.writeString(aotKey(), currentAotKey());
    }

    /** Forgets the cache. */
    void dropAotCache() throws IOException {
        Files.deleteIfExists(aotKey());
        Files.deleteIfExists(aotCache());
    }

    /** The command that starts it, without the options that follow from where it runs. */
    List<String> command(List<String> jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(jar().toString());
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path aotKey() {
        return folder.resolve(name + ".aot.key");
    }

    private String currentAotKey() {
        return jarHash + " " + System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version") + " "
                + System.getProperty("os.arch") + "\n";
    }

    private static void extract(Path jar, Path folder) throws IOException {
        Path log = folder.resolveSibling("extract.log");
        Process process = new ProcessBuilder(
                        java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        folder.toString(),
                        "--force")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(EXTRACTION.toSeconds(), TimeUnit.SECONDS)) {
                throw new StackException("unpacking " + jar.getFileName() + " took too long");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("unpacking " + jar.getFileName() + " was interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new StackException(jar.getFileName() + " cannot be unpacked, is it a Spring Boot jar? "
                    + Files.readString(log, StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElse(""));
        }
    }

    private static String hash(Path jar) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
                byte[] buffer = new byte[1 << 16];
                int read = in.read(buffer);
                while (read >= 0) {
                    read = in.read(buffer);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
