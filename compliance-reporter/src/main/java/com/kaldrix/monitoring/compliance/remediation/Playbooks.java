package com.kaldrix.monitoring.compliance.remediation;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import com.kaldrix.monitoring.common.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The playbooks in force, by id. */
public final class Playbooks {
    private static final String SHIPPED = "/remediation/playbooks.yaml";

    private final Map<String, Playbook> playbooks;

    private Playbooks(Map<String, Playbook> playbooks) {
        this.playbooks = new LinkedHashMap<>(playbooks);
    }

    /** Those that ship. */
    public static Playbooks shipped() {
        try (InputStream in = Playbooks.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the suite is incomplete: " + SHIPPED + " is missing");
            }
            Map<String, Playbook> all = new LinkedHashMap<>();
            PlaybookReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), SHIPPED)
                    .forEach(playbook -> all.put(playbook.id(), playbook));
            return new Playbooks(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those that ship and those of a directory: every file whose name ends in {@code .yaml} or {@code .yml}, not below it. One with the id of a shipped
     * one replaces it.
     *
     * @throws ConfigurationException with all that is wrong with all files
     */
    public static Playbooks with(Path directory) {
        Map<String, Playbook> all = new LinkedHashMap<>(shipped().playbooks);
        Map<String, Path> origins = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(directory)) {
            try {
                for (Playbook playbook : PlaybookReader.read(Files.readString(file), file.toString())) {
                    Path earlier = origins.putIfAbsent(playbook.id(), file);
                    if (earlier != null) {
                        problems.add(Problem.of(
                                file.toString(), "id", "the playbook '" + playbook.id() + "' is also in " + earlier));
                    }
                    all.put(playbook.id(), playbook);
                }
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
            } catch (IOException e) {
                problems.add(Problem.of(file.toString(), "", "the file cannot be read: " + e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Playbooks(all);
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException(
                    List.of(Problem.of(directory.toString(), "", "there is no such directory of playbooks")));
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

    /** In the order of their files. */
    public Collection<Playbook> all() {
        return List.copyOf(playbooks.values());
    }

    public Optional<Playbook> find(String id) {
        return Optional.ofNullable(playbooks.get(id));
    }
}
