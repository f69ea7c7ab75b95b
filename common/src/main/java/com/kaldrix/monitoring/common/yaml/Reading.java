package com.kaldrix.monitoring.common.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** One file while it is being read: what is wrong with it so far, and what in it is secret. */
public final class Reading {
    private static final int SECRET_FILE_LIMIT = 64 * 1024;

    private final String file;
    private final Path baseDirectory;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Node> secrets = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param file name for messages
     * @param baseDirectory where relative names of other files begin
     */
    public Reading(String file, Path baseDirectory) {
        this.file = file;
        this.baseDirectory = baseDirectory;
    }

    public void problem(Node at, String path, String reason) {
        problem(at.getStartMark(), path, reason);
    }

    public void problem(Mark at, String path, String reason) {
        problem(at.getLine(), at.getColumn(), path, reason);
    }

    /** With line and column counted from 0, as the parser counts. */
    public void problem(int line, int column, String path, String reason) {
        add(new Problem(file, line + 1, column + 1, path, reason));
    }

    /** A problem in another file that this one names. */
    public void problem(Problem problem) {
        add(problem);
    }

    public void problem(String reason) {
        add(Problem.of(file, "", reason));
    }

    /** An anchor that is used twice is read twice, and wrong once. */
    private void add(Problem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    public boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** @throws ConfigurationException if anything is wrong */
    public void finish() {
        if (hasProblems()) {
            throw new ConfigurationException(problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                    .toList());
        }
    }

    public void secret(Node node) {
        secrets.add(node);
    }

    public boolean isSecret(Node node) {
        return secrets.contains(node);
    }

    /** The stripped content of a file that holds one secret; empty, with a problem noted, when it cannot be had. */
    public Optional<String> content(Node at, String path, String name) {
        try {
            Path where = baseDirectory.resolve(name);
            if (Files.size(where) > SECRET_FILE_LIMIT) {
                problem(at, path, "the file '" + where + "' is larger than " + SECRET_FILE_LIMIT + " bytes");
                return Optional.empty();
            }
            String content = Files.readString(where).strip();
            if (content.isEmpty()) {
                problem(at, path, "the file '" + where + "' is empty");
                return Optional.empty();
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            problem(at, path, "there is no file '" + baseDirectory.resolve(name) + "'");
        } catch (CharacterCodingException e) {
            problem(at, path, "the file '" + baseDirectory.resolve(name) + "' is no UTF-8 text");
        } catch (IOException | InvalidPathException e) {
            problem(
                    at,
                    path,
                    "the file '" + name + "' cannot be read: " + e.getClass().getSimpleName());
        }
        return Optional.empty();
    }
}
