package com.kaldrix.monitoring.alert.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The templates of a configuration: Alertmanager's default ones by their names, those of its files, and the texts of its
 * receivers that use them. The language is that of Go's text/template with Alertmanager's functions
 * (prometheus.io/docs/alerting/latest/notifications). Safe for use by many threads.
 */
public final class Templates {
    private static final String DEFAULTS = "/defaults/default.tmpl";

    private final List<File> files;
    private final Map<String, Definition> definitions;
    private final Map<String, Map<String, Definition>> texts = new ConcurrentHashMap<>();

    private Templates(List<File> files, Map<String, Definition> definitions) {
        this.files = List.copyOf(files);
        this.definitions = definitions;
    }

    /**
     * A file with templates.
     *
     * @param name for messages
     * @param text its content
     */
    public record File(String name, String text) {}

    /** The files that they come from, the default ones left out. */
    public List<File> files() {
        return files;
    }

    /** The default templates alone. */
    public static Templates defaults() {
        return of(List.of());
    }

    /**
     * The default templates and those of files; of two of the same name the one of the later file holds.
     *
     * @throws TemplateException if a file cannot be read as templates
     */
    public static Templates of(List<File> files) {
        Map<String, Definition> all = new HashMap<>();
        add(all, Parser.parse(DEFAULTS, new Source(DEFAULTS, defaultText())));
        files.forEach(file -> add(all, Parser.parse(baseName(file.name()), new Source(file.name(), file.text()))));
        return new Templates(files, all);
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void add(Map<String, Definition> all, Map<String, Definition> more) {
        more.forEach((name, definition) -> {
            if (!all.containsKey(name) || !definition.isBlank()) {
                all.put(name, definition);
            }
        });
    }

    private static String defaultText() {
        try (InputStream resource =
                Objects.requireNonNull(Templates.class.getResourceAsStream(DEFAULTS), "the jar holds " + DEFAULTS)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a text holds templates at all. */
    public static boolean isTemplate(String text) {
        return text.contains("{{");
    }

    /**
     * Finds what is wrong with a text of a receiver, before anybody has to be told.
     *
     * @param field what it is called in messages
     * @throws TemplateException for the first thing that cannot be read, or can never work whatever the alerts are
     */
    public void check(String field, String text) {
        Map<String, Definition> all = parsed(field, text);
        Definition main = Objects.requireNonNull(all.get(field));
        new Checker(all).check(main, Type.DATA);
        try {
            fill(all, main, SampleData.FIRING, Output.plain());
        } catch (TemplateException e) {
            // With other alerts it may work, unless it has no end.
            if (e.unbounded()) {
                throw e;
            }
        }
    }

    /**
     * Fills a text in.
     *
     * @param field what it is called in messages
     * @throws TemplateException if text and data do not fit, or it would be too long
     */
    public String text(String field, String text, TemplateData data) {
        return isTemplate(text) ? fill(field, text, data, Output.plain()) : text;
    }

    /** As {@link #text}, of a text that is HTML: values are escaped by where they come to stand. */
    public String html(String field, String text, TemplateData data) {
        return isTemplate(text) ? fill(field, text, data, new HtmlOutput()) : text;
    }

    /**
     * Fills a text in that no configuration holds, to show what would come of it.
     *
     * @param field what it is called in messages
     * @param html whether values are escaped by where they come to stand in HTML
     * @throws TemplateException for the first thing that cannot be read or filled in
     */
    public String tried(String field, String text, boolean html, TemplateData data) {
        Map<String, Definition> all = parsed(field, text);
        Definition main = Objects.requireNonNull(all.get(field));
        new Checker(all).check(main, Type.DATA);
        return fill(all, main, data, html ? new HtmlOutput() : Output.plain());
    }

    private String fill(String field, String text, TemplateData data, Output out) {
        Map<String, Definition> all = texts.computeIfAbsent(field + "\n" + text, key -> parsed(field, text));
        return fill(all, Objects.requireNonNull(all.get(field)), data, out);
    }

    private static String fill(Map<String, Definition> all, Definition main, TemplateData data, Output out) {
        Instant at = data.at();
        try {
            new Evaluator(all, GoTime.utc(at), out).run(main, data);
        } catch (StackOverflowError e) {
            throw main.source().unbounded(0, "templates are nested too deeply");
        }
        if (out.length() > Evaluator.LONGEST) {
            throw main.source().unbounded(0, "the template writes more than " + Evaluator.LONGEST + " characters");
        }
        return out.text();
    }

    /** All definitions with those that the text adds, and the text itself under the field's name. */
    private Map<String, Definition> parsed(String field, String text) {
        Map<String, Definition> all = new HashMap<>(definitions);
        Map<String, Definition> own = Parser.parse(field, new Source(field, text));
        add(all, own);
        all.put(field, Objects.requireNonNull(own.get(field)));
        return Map.copyOf(all);
    }
}
