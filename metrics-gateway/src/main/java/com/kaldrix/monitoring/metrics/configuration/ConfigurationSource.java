package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import com.kaldrix.monitoring.metrics.forward.remotewrite.Lanes;
import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget;
import com.kaldrix.monitoring.metrics.identity.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the configuration comes from: two files, each optional, in whose place what is built in stands. */
final class ConfigurationSource {
    private static final String BUILT_IN_JOBS = "/defaults/prometheus.yml";
    private static final String BUILT_IN_RULES = "/defaults/gateway.yml";
    private static final long SIZE_LIMIT = 1024 * 1024;

    private final @Nullable Path prometheus;
    private final @Nullable Path kaldrix;
    private final Map<String, String> place;

    ConfigurationSource(@Nullable Path prometheus, @Nullable Path kaldrix, Identity identity) {
        this.prometheus = prometheus;
        this.kaldrix = kaldrix;
        this.place = Map.of("region", identity.region().code(), "environment", identity.environment());
    }

    /** @throws ConfigurationException with all that is wrong */
    LoadedConfiguration load() {
        String jobsText = prometheus == null ? resource(BUILT_IN_JOBS) : read(prometheus);
        String rulesText = kaldrix == null ? "" : read(kaldrix);
        List<Problem> problems = new ArrayList<>();
        @Nullable
        PrometheusFile file = tried(
                        problems,
                        () -> PrometheusFile.parse(name(prometheus, "built-in jobs"), jobsText, directory(prometheus)))
                .orElse(null);
        KaldrixFile builtIn = KaldrixFile.parse("built-in rules", resource(BUILT_IN_RULES), place, null);
        @Nullable
        KaldrixFile rules = kaldrix == null
                ? builtIn
                : tried(problems, () -> KaldrixFile.parse(name(kaldrix, ""), rulesText, place, builtIn))
                        .orElse(null);
        if (file == null || rules == null) {
            throw new ConfigurationException(problems);
        }
        return new LoadedConfiguration(
                file.original(), hash(jobsText, rulesText), file.jobs(), targets(file, rules), rules);
    }

    private List<RemoteWriteTarget> targets(PrometheusFile file, KaldrixFile rules) {
        List<String> names =
                file.targets().stream().map(RemoteWriteTarget::name).toList();
        List<Problem> problems = rules.lanes().keySet().stream()
                .filter(name -> !names.contains(name))
                .map(name -> Problem.of(
                        name(kaldrix, "built-in rules"),
                        "targets",
                        "there is no target '" + name + "' under 'remote_write' of the first file"))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return file.targets().stream()
                .map(target -> target.with(rules.lanes().getOrDefault(target.name(), Lanes.inOrder())))
                .toList();
    }

    private static <T> Optional<T> tried(List<Problem> problems, java.util.function.Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static String name(@Nullable Path path, String other) {
        return path == null ? other : path.toString();
    }

    private static Path directory(@Nullable Path path) {
        return path == null
                ? Path.of("")
                : Objects.requireNonNullElse(path.toAbsolutePath().getParent(), Path.of("/"));
    }

    private static String resource(String name) {
        try (InputStream resource =
                Objects.requireNonNull(ConfigurationSource.class.getResourceAsStream(name), "the jar holds " + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            if (Files.size(path) > SIZE_LIMIT) {
                throw refused(path, "the file is larger than " + SIZE_LIMIT + " bytes");
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw refused(path, "there is no such file");
        } catch (CharacterCodingException e) {
            throw refused(path, "the file is no UTF-8 text");
        } catch (IOException e) {
            throw refused(path, "the file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static ConfigurationException refused(Path path, String reason) {
        return new ConfigurationException(List.of(Problem.of(path.toString(), "", reason)));
    }

    private static String hash(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
