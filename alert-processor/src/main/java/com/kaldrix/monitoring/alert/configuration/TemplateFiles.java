package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.template.TemplateException;
import com.kaldrix.monitoring.alert.template.Templates;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Problem;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads the files that {@code templates} names, by patterns as Go's filepath.Match has them. */
final class TemplateFiles {
    private static final long SIZE_LIMIT = 1024 * 1024;
    private static final int MOST = 500;

    private final Reading reading;
    private final Path baseDirectory;
    private final List<Templates.File> files = new ArrayList<>();

    TemplateFiles(Reading reading, Path baseDirectory) {
        this.reading = reading;
        this.baseDirectory = baseDirectory;
    }

    /** The default templates and those of the files, in the order of the patterns and, for one, of their names. */
    Templates read(Section root) {
        for (Item item : root.texts("templates")) {
            try {
                for (Path path : found(item.text())) {
                    add(item, path);
                }
            } catch (IOException | InvalidPathException | PatternSyntaxException e) {
                reading.problem(
                        item.node(),
                        item.path(),
                        "'" + item.text() + "' cannot be looked for: "
                                + e.getClass().getSimpleName());
            }
        }
        return checked();
    }

    private Templates checked() {
        List<Templates.File> right = new ArrayList<>();
        for (Templates.File file : files) {
            try {
                Templates.of(List.of(file));
                right.add(file);
            } catch (TemplateException e) {
                reading.problem(new Problem(e.template(), e.line(), e.column(), "", e.reason()));
            }
        }
        return Templates.of(right);
    }

    private void add(Item item, Path path) throws IOException {
        String name = path.toString();
        if (files.stream().anyMatch(file -> file.name().equals(name))) {
            return;
        }
        if (files.size() >= MOST) {
            reading.problem(item.node(), item.path(), "there are more than " + MOST + " files with templates");
            return;
        }
        if (Files.size(path) > SIZE_LIMIT) {
            reading.problem(item.node(), item.path(), "'" + name + "' is larger than " + SIZE_LIMIT + " bytes");
            return;
        }
        try {
            files.add(new Templates.File(name, Files.readString(path)));
        } catch (CharacterCodingException e) {
            reading.problem(item.node(), item.path(), "'" + name + "' is no UTF-8 text");
        }
    }

    private List<Path> found(String pattern) throws IOException {
        Path whole = baseDirectory.resolve(pattern);
        Path root = whole.getRoot();
        List<Path> paths = List.of(root == null ? Path.of("") : root);
        for (Path part : whole) {
            List<Path> next = new ArrayList<>();
            for (Path path : paths) {
                next.addAll(step(path, part.toString()));
            }
            paths = next;
        }
        return paths.stream().filter(Files::isRegularFile).toList();
    }

    private static List<Path> step(Path directory, String part) throws IOException {
        if (part.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0)) {
            Path path = directory.resolve(part);
            return Files.exists(path) ? List.of(path) : List.of();
        }
        Pattern pattern = pattern(part);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(path ->
                            pattern.matcher(String.valueOf(path.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }

    private static Pattern pattern(String part) {
        StringBuilder regex = new StringBuilder();
        boolean set = false;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\\' && i + 1 < part.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(part.charAt(i))));
            } else if (set) {
                set = c != ']';
                regex.append(c == '[' || c == '&' ? "\\" + c : String.valueOf(c));
            } else {
                set = c == '[';
                regex.append(
                        switch (c) {
                            case '*' -> "[^/]*";
                            case '?' -> "[^/]";
                            case '[' -> "[";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return Pattern.compile(regex.toString());
    }
}
