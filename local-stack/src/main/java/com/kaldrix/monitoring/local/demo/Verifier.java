package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the verifiers of compliance-reporter as {@code ./kaldrix} does: as programs of their own, which know nothing but the files. */
final class Verifier {
    private static final String PACKAGE = "com.kaldrix.monitoring.compliance.";
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Path jar;

    /** @param root of the project */
    Verifier(Path root) {
        jar = root.resolve("compliance-reporter").resolve("target").resolve("compliance-reporter.jar");
    }

    /**
     * What one said.
     *
     * @param intact whether it found everything as it was written
     * @param output all that it wrote
     */
    record Said(boolean intact, String output) {}

    Said run(String main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dloader.main=" + PACKAGE + main,
                "-cp",
                jar.toString(),
                LAUNCHER));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor() == 0, output);
    }
}
