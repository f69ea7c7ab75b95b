package com.kaldrix.monitoring.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs of others that a machine has. */
public final class Programs {
    private Programs() {}

    /** The program of the first of these names that is in the folder KALDRIX_BENCH_PEERS names, or on the PATH. */
    public static Optional<Path> find(String... names) {
        List<String> folders = new ArrayList<>();
        folders.add(Optional.ofNullable(System.getenv("KALDRIX_BENCH_PEERS")).orElse(""));
        folders.addAll(
                List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")));
        for (String name : names) {
            Optional<Path> found = folders.stream()
                    .filter(one -> !one.isBlank())
                    .map(one -> Path.of(one, name))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
