package com.kaldrix.monitoring.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs command lines as a person would, and takes down what they say. */
final class Commands {
    private static final long BOUND_SECONDS = 120;

    private Commands() {}

    /** What a command left. */
    record Result(int exit, String out, String err) {}

    /** Runs the Java command line in a JVM of its own. */
    static Result kaldrix(Path root, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dkaldrix.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                Kaldrix.class.getName()));
        command.addAll(List.of(args));
        return run(command, root, Map.of());
    }

    static Result run(List<String> command, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        return await(start(command, directory, environment));
    }

    /** A process whose output goes to files, so that no pipe can hold it up. */
    record Running(Process process, Path out, Path err) {}

    static Running start(List<String> command, Path directory, Map<String, String> environment) throws IOException {
        Path out = Files.createTempFile("command", ".out");
        Path err = Files.createTempFile("command", ".err");
        ProcessBuilder builder = new ProcessBuilder(interruptible(command))
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** A shell's background job ignores interrupts, and so does all that it starts: what is tested here must not inherit that. */
    private static List<String> interruptible(List<String> command) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return command;
        }
        List<String> reset = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=INT"));
        reset.addAll(command);
        return reset;
    }

    static Result await(Running running) throws IOException, InterruptedException {
        if (!running.process().waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
            running.process().destroyForcibly();
            throw new AssertionError("not done within " + BOUND_SECONDS + " s: " + Files.readString(running.out())
                    + Files.readString(running.err()));
        }
        Result result = new Result(
                running.process().exitValue(), Files.readString(running.out()), Files.readString(running.err()));
        Files.delete(running.out());
        Files.delete(running.err());
        return result;
    }
}
