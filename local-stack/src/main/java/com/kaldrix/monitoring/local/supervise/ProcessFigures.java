package com.kaldrix.monitoring.local.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

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

    private static OptionalLong residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
                }
            }
        } catch (IOException notLinuxOrEnded) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
