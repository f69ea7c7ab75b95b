package com.kaldrix.monitoring.compliance.framework;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the frameworks that ship with the suite, and a directory of one's own. */
public final class Frameworks {
    /** Ids of those that ship. */
    public static final List<String> SHIPPED = List.of(
            "aws-fsbp",
            "cis-aws-3.0",
            "cis-aws-5.0",
            "gdpr",
            "hipaa",
            "iso27001-2013",
            "iso27001-2022",
            "pci-dss-4.0.1",
            "soc2-2017");

    private static final Logger LOG = LoggerFactory.getLogger(Frameworks.class);
    private static final long SIZE_LIMIT = 4L * 1024 * 1024;

    private Frameworks() {}

    /** Those that ship. */
    public static Catalogue shipped() {
        return new Catalogue(SHIPPED.stream().map(Frameworks::shipped).toList());
    }

    /**
     * Those that ship and those of a directory: every file whose name ends in {@code .yaml} or {@code .yml}, not below it. One with the id of a
     * shipped framework replaces it.
     *
     * @throws ConfigurationException with all that is wrong with all files
     */
    public static Catalogue with(Path directory) {
        Map<String, Framework> frameworks = new LinkedHashMap<>();
        SHIPPED.forEach(id -> frameworks.put(id, shipped(id)));
        List<Problem> problems = new ArrayList<>();
        Map<String, Path> origins = new LinkedHashMap<>();
        for (Path file : files(directory)) {
            read(file, problems).ifPresent(framework -> {
                Path earlier = origins.putIfAbsent(framework.id(), file);
                if (earlier != null) {
                    problems.add(Problem.of(
                            file.toString(), "id", "the framework '" + framework.id() + "' is also in " + earlier));
                }
                frameworks.put(framework.id(), framework);
            });
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        origins.forEach(Frameworks::tell);
        return new Catalogue(List.copyOf(frameworks.values()));
    }

    private static void tell(String id, Path file) {
        LOG.atInfo()
                .addKeyValue("framework", id)
                .addKeyValue("file", file)
                .log(
                        SHIPPED.contains(id)
                                ? "A framework of one's own replaces the shipped one"
                                : "A framework of one's own is read");
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException(
                    List.of(Problem.of(directory.toString(), "", "there is no such directory of frameworks")));
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(
                    List.of(Problem.of(directory.toString(), "", "the directory cannot be read: " + e.getMessage())));
        }
    }

    private static Optional<Framework> read(Path file, List<Problem> problems) {
        try {
            if (Files.size(file) > SIZE_LIMIT) {
                problems.add(Problem.of(file.toString(), "", "the file is larger than " + SIZE_LIMIT + " bytes"));
                return Optional.empty();
            }
            return Optional.of(FrameworkReader.read(Files.readString(file), file.toString()));
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        } catch (CharacterCodingException e) {
            problems.add(Problem.of(file.toString(), "", "the file is no UTF-8 text"));
        } catch (IOException e) {
            problems.add(Problem.of(file.toString(), "", "the file cannot be read: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private static Framework shipped(String id) {
        String name = "/frameworks/" + id + ".yaml";
        try (InputStream in = Frameworks.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the suite is incomplete: " + name + " is missing");
            }
            return FrameworkReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
