package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.NearMiss;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Formats of pages as {@code scrape_protocols} names them. */
enum ScrapeProtocol {
    OPEN_METRICS_1(
            "OpenMetricsText1.0.0",
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8",
            TextFormat.OPEN_METRICS),
    OPEN_METRICS_0("OpenMetricsText0.0.1", "application/openmetrics-text;version=0.0.1", TextFormat.OPEN_METRICS),
    PROMETHEUS_1("PrometheusText1.0.0", "text/plain;version=1.0.0;escaping=allow-utf-8", TextFormat.PROMETHEUS),
    PROMETHEUS_0("PrometheusText0.0.4", "text/plain;version=0.0.4", TextFormat.PROMETHEUS);

    private static final String PROTOBUF = "PrometheusProto";

    private final String word;
    private final String type;
    private final TextFormat format;

    ScrapeProtocol(String word, String type, TextFormat format) {
        this.word = word;
        this.type = type;
        this.format = format;
    }

    /** The header {@code Accept} for a list, the first of which is wanted most; what is usual when the key is absent. */
    static String accept(Section section, String key, String usual) {
        if (!section.has(key)) {
            return usual;
        }
        Set<ScrapeProtocol> wanted = EnumSet.noneOf(ScrapeProtocol.class);
        List<String> types = new ArrayList<>();
        for (Item item : section.texts(key)) {
            Optional<ScrapeProtocol> protocol = find(item.text());
            if (protocol.isEmpty()) {
                section.reading().problem(item.node(), item.path(), unknown(item.text()));
            } else if (!wanted.add(protocol.get())) {
                section.reading().problem(item.node(), item.path(), "'" + item.text() + "' is there twice");
            } else {
                types.add(protocol.get().type + ";q=0." + (values().length + 1 - types.size()));
            }
        }
        if (section.texts(key).isEmpty()) {
            section.problem(key, "at least one format is needed");
        }
        return String.join(",", types) + ",*/*;q=0.1";
    }

    /** How a page is read that does not say what it is: as the text format where the file does not say either. */
    static TextFormat fallback(Section section) {
        String word = section.text("fallback_scrape_protocol");
        if (word.isEmpty()) {
            return TextFormat.PROMETHEUS;
        }
        Optional<ScrapeProtocol> protocol = find(word);
        if (protocol.isEmpty()) {
            section.problem("fallback_scrape_protocol", unknown(word));
        }
        return protocol.map(found -> found.format).orElse(TextFormat.PROMETHEUS);
    }

    private static Optional<ScrapeProtocol> find(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    private static String unknown(String word) {
        if (word.equals(PROTOBUF)) {
            return "'" + PROTOBUF + "' is not supported yet; pages are read as text";
        }
        List<String> words = Arrays.stream(values()).map(one -> one.word).toList();
        return "'" + word + "' is none of " + String.join(", ", words) + NearMiss.hint(word, words);
    }
}
