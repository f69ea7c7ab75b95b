package com.kaldrix.monitoring.local.supervise;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a process is started.
 *
 * @param name what people call it; part of file names, so lower-case letters, digits and dashes
 * @param command the program and its arguments, never passed through a shell
 * @param environment its whole environment but for {@code PATH}, {@code HOME} and the locale, so that nothing of the
 *     user's own settings reaches it unseen
 * @param directory its working directory
 * @param files where its output and its identity are kept
 * @param readiness answers 200 when it is ready; null when it is ready as soon as it runs
 */
public record ServiceSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Files files,
        @Nullable URI readiness) {
    /**
     * The files of a process.
     *
     * @param log its output, appended to; the one before is kept beside it as {@code .1} once it has grown past 10 MB
     * @param pid its identity while it runs, so that an orphan is found again
     */
    public record Files(Path log, Path pid) {
        /** {@code logs/<name>.log} and {@code run/<name>.pid} under that folder. */
        public static Files under(Path state, String name) {
            return new Files(
                    state.resolve("logs").resolve(name + ".log"),
                    state.resolve("run").resolve(name + ".pid"));
        }
    }

    public ServiceSpec {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a service name: " + name);
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
