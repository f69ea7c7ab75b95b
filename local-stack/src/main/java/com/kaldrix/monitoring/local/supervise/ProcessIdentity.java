package com.kaldrix.monitoring.local.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of this machine, told apart from a later one with the same number by the time it was started.
 *
 * @param pid the process number
 * @param startedAt when the operating system started it
 */
public record ProcessIdentity(long pid, Instant startedAt) {
    /** The system gives start times in hundredths of a second after a boot time that may be corrected a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,18}) (\\S+)");

    /** The identity of a live process; empty when it has ended. */
    public static Optional<ProcessIdentity> of(ProcessHandle process) {
        return process.info().startInstant().map(start -> new ProcessIdentity(process.pid(), start));
    }

    /** The identity kept in a file; empty when there is none or it cannot be read. */
    public static Optional<ProcessIdentity> read(Path file) {
        try {
            Matcher matcher = FORMAT.matcher(Files.readString(file).strip());
            return matcher.matches()
                    ? Optional.of(
                            new ProcessIdentity(Long.parseLong(matcher.group(1)), Instant.parse(matcher.group(2))))
                    : Optional.empty();
        } catch (IOException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Keeps it in a file, whole or not at all. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, pid + " " + startedAt + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process, if it still is the same one and alive; one that has ended and waits for its parent is not. */
    public Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && !hasEnded(pid))
                .filter(process ->
                        process.info().startInstant().filter(this::near).isPresent());
    }

    private boolean near(Instant start) {
        return Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0;
    }

    /** Whether Linux keeps it only for its parent to take note; the state follows the name, which is in parentheses. */
    private static boolean hasEnded(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            int state = stat.lastIndexOf(')') + 2;
            return state < stat.length() && "ZX".indexOf(stat.charAt(state)) >= 0;
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }
}
