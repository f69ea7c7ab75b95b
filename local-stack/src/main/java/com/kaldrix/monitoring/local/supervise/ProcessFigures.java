package com.kaldrix.monitoring.local.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a process costs.
 *
 * @param cpu processor time used since it was started, in user and kernel mode
 * @param residentBytes memory that it holds now; empty where the system does not tell
 */
public record ProcessFigures(Duration cpu, OptionalLong residentBytes) {
    /** Reads the figures of a live process; empty when it has ended or the system does not tell. */
    public static Optional<ProcessFigures> of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(cpu -> new ProcessFigures(cpu, residentBytes(pid)));
    }

    /**
     * The figures of a process and all that it started. Memory that they share (files and shared segments, as the many
     * processes of PostgreSQL do) is counted once, as the most that one of them has of it.
     */
    public static Optional<ProcessFigures> ofTree(ProcessHandle root) {
        List<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants())
                .filter(ProcessHandle::isAlive)
                .toList();
        if (family.isEmpty()) {
            return Optional.empty();
        }
        Duration cpu = Duration.ZERO;
        long own = 0;
        long shared = 0;
        boolean told = false;
        for (ProcessHandle member : family) {
            cpu = cpu.plus(member.info().totalCpuDuration().orElse(Duration.ZERO));
            Map<String, Long> sizes = sizes(member.pid());
            told |= !sizes.isEmpty();
            own += sizes.getOrDefault("RssAnon", 0L);
            shared = Math.max(shared, sizes.getOrDefault("RssFile", 0L) + sizes.getOrDefault("RssShmem", 0L));
        }
        return Optional.of(new ProcessFigures(cpu, told ? OptionalLong.of(own + shared) : OptionalLong.empty()));
    }

    private static OptionalLong residentBytes(long pid) {
        Long resident = sizes(pid).get("VmRSS");
        return resident == null ? OptionalLong.empty() : OptionalLong.of(resident);
    }

    /** The sizes in /proc, in bytes; empty where there are none. */
    private static Map<String, Long> sizes(long pid) {
        Map<String, Long> sizes = new HashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.endsWith(" kB")) {
                    sizes.put(line.substring(0, line.indexOf(':')), Long.parseLong(line.replaceAll("\\D", "")) * 1024);
                }
            }
        } catch (IOException notLinuxOrEnded) {
            return Map.of();
        }
        return sizes;
    }
}
