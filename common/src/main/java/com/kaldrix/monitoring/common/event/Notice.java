package com.kaldrix.monitoring.common.event;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that people should know, and that nobody has to act on. Goes to the alerts topic, where alert-processor delivers it by the ways that show
 * words; there is no incident.
 *
 * @param name what kind of notice, such as {@code ComplianceReport}; what routes go by
 * @param component which part of KALDRIX it is about
 * @param title one line, at most 300 characters
 * @param text what there is to know, in lines; may be empty, at most 10,000 characters
 * @param labels what routes may go by
 * @param links pages that show more, by what they are called, in order
 * @param at since when it is so
 */
public record Notice(
        String name, String component, String title, String text, Labels labels, Map<String, String> links, Instant at)
        implements Contract {
    public static final String TYPE = "com.kaldrix.notice.v1";

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 10_000;

    @SuppressWarnings("ConstantValue")
    public Notice(
            String name,
            String component,
            String title,
            @Nullable String text,
            @Nullable Labels labels,
            @Nullable Map<String, String> links,
            Instant at) {
        this.name = Attributes.text("name", name);
        this.component = Attributes.text("component", component);
        this.title = bounded("title", Attributes.text("title", title), LONGEST_TITLE);
        this.text = bounded("text", Objects.requireNonNullElse(text, ""), LONGEST_TEXT);
        this.labels = labels == null ? Labels.empty() : labels;
        var unused = Attributes.map("links", links);
        this.links = links == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(links));
        this.at = Attributes.present("at", at);
    }

    private static String bounded(String attribute, String text, int longest) {
        if (text.length() > longest) {
            throw new MalformedEvent(attribute, "has more than " + longest + " characters");
        }
        return text;
    }

    @Override
    public String type() {
        return TYPE;
    }
}
