package com.kaldrix.monitoring.common.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Terraform in a folder of its own. The provider's plug-in comes from the folder that {@code KALDRIX_TERRAFORM_PLUGINS} names, laid out
 * as {@code terraform providers mirror} does, and from the network when it is not set.
 */
public final class Terraform {
    private static final String PLUGINS = "KALDRIX_TERRAFORM_PLUGINS";

    private final Path directory;
    private final Map<String, String> environment;

    /**
     * What a command said.
     *
     * @param exit its exit code
     * @param output what it wrote to standard output
     * @param trouble what it wrote to standard error
     */
    public record Said(int exit, String output, String trouble) {}

    /** Works in a folder with {@code .tf} files; a machine without Terraform fails the test with a sentence that says so. */
    public Terraform(Path directory) {
        this(directory, Map.of());
    }

    /**
     * The same with variables in its environment.
     *
     * @see #emulated(URI) for a stand-in of AWS
     */
    public Terraform(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        String path = System.getenv().getOrDefault("PATH", "");
        if (Arrays.stream(path.split(File.pathSeparator, -1))
                .noneMatch(place -> Files.isExecutable(Path.of(place, "terraform")))) {
            fail("terraform is not on the PATH; install version 1.7 or newer");
        }
    }

    /** The environment in which the provider of AWS asks one address for everything, in all regions and whatever its configuration. */
    public static Map<String, String> emulated(URI endpoint) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local");
    }

    /** The provider of AWS, asked at one address for every service named, as a stand-in wants it. */
    public static String provider(String region, URI endpoint, String... services) {
        String endpoints = Stream.of(services)
                .map(service -> "    %s = \"%s\"%n".formatted(service, endpoint))
                .collect(Collectors.joining());
        return """
                provider "aws" {
                  region                      = "%s"
                  access_key                  = "local"
                  secret_key                  = "local"
                  skip_credentials_validation = true
                  skip_metadata_api_check     = true
                  skip_requesting_account_id  = true
                  s3_use_path_style           = true

                  endpoints {
                %s  }
                }
                """.formatted(region, endpoints);
    }

    /** Gets the provider. */
    public void init() {
        List<String> arguments = new ArrayList<>(List.of("init", "-input=false"));
        String plugins = System.getenv(PLUGINS);
        if (plugins != null && !plugins.isBlank()) {
            arguments.add("-plugin-dir=" + plugins);
        }
        succeed(arguments.toArray(String[]::new));
    }

    /** Runs a command that has to succeed, and gives what it wrote. */
    public String succeed(String... arguments) {
        Said said = run(arguments);
        assertThat(said.exit())
                .as("terraform %s: %s%n%s", String.join(" ", arguments), said.output(), said.trouble())
                .isZero();
        return said.output();
    }

    /** Runs a command. */
    public Said run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("terraform-" + arguments[0] + ".out");
        Path trouble = directory.resolve("terraform-" + arguments[0] + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(trouble.toFile())
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of("TF_IN_AUTOMATION", "1", "TF_CLI_ARGS", "-no-color", "CHECKPOINT_DISABLE", "1"));
        builder.environment().putAll(environment);
        try {
            int exit = builder.start().waitFor();
            return new Said(exit, Files.readString(output), Files.readString(trouble));
        } catch (IOException failure) {
            return fail("terraform cannot be run", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return fail("interrupted", interruption);
        }
    }

    /** An output that is a text. */
    public String output(String name) {
        return succeed("output", "-raw", name).strip();
    }
}
