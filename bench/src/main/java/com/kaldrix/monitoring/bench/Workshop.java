package com.kaldrix.monitoring.bench;

import com.kaldrix.monitoring.local.stack.AotTraining;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a benchmark works with.
 *
 * @param root of the project, with its built jars
 * @param out for results, in Markdown
 * @param progress for what happens meanwhile
 * @param clock the machine's
 */
public record Workshop(Path root, PrintStream out, PrintStream progress, Clock clock) {
    /** A folder of that name for what a benchmark makes. */
    public Path folder(String name) {
        return root.resolve(".kaldrix").resolve("bench").resolve(name);
    }

    /** Makes the service's AOT cache when it has none for this build. */
    public void train(ServiceDefinition service) throws IOException, InterruptedException {
        if (AotTraining.train(root, service, progress::println)) {
            progress.println("made the AOT cache of " + service.label());
        }
    }

    /** The text that an environment variable gives, or else this one. */
    public String text(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    /** The number that an environment variable gives, or else this one. */
    public long setting(String name, long otherwise) {
        return Long.parseLong(text(name, Long.toString(otherwise)));
    }

    /** What chance follows from: KALDRIX_BENCH_SEED, or a fresh one; it is said. */
    public long seed() {
        long seed = setting("KALDRIX_BENCH_SEED", ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
        progress.println("seed " + seed);
        return seed;
    }

    /** Shows a result. */
    public void show(Table table) {
        out.println(table + "\n");
    }
}
