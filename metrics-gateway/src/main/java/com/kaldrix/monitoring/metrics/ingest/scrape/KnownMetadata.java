package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.ingest.scrape.text.Exposition;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.MalformedExpositionException;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.Metadata;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.MetricMetadata;
import com.kaldrix.monitoring.metrics.intake.MetricType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a target's pages say of families of metrics; passes on what is new, and everything again from time to time. */
final class KnownMetadata {
    private static final int PAGES_BETWEEN = 240;

    private final KnownLines lines = new KnownLines();
    private final Map<String, MetricMetadata> families = new LinkedHashMap<>();
    private final Map<String, MetricMetadata> fresh = new LinkedHashMap<>();
    private int page;

    /** A page begins. */
    void begin(int number) {
        page = number;
        fresh.clear();
        if (number % PAGES_BETWEEN == 0) {
            lines.renew();
            families.clear();
        }
    }

    /** Takes the line at which the page is. */
    void take(byte[] bytes, Exposition at) throws MalformedExpositionException {
        long hash = KnownLines.hash(bytes, at.from(), at.to());
        @Nullable KnownLine known = lines.find(bytes, at.from(), at.to(), hash);
        if (known == null) {
            Metadata metadata = at.metadata();
            fresh.put(metadata.family(), merged(metadata));
            known = new KnownLine(Arrays.copyOfRange(bytes, at.from(), at.to()), hash, lines.generation(), null);
            lines.add(known);
        }
        known.page = page;
    }

    private MetricMetadata merged(Metadata said) {
        String family = said.family();
        MetricMetadata before = fresh.containsKey(family)
                ? fresh.getOrDefault(family, nothing(family))
                : families.getOrDefault(family, nothing(family));
        return switch (said) {
            case Metadata.Type type -> new MetricMetadata(family, type.type(), before.help(), before.unit());
            case Metadata.Help help -> new MetricMetadata(family, before.type(), help.help(), before.unit());
            case Metadata.Unit unit -> new MetricMetadata(family, before.type(), before.help(), unit.unit());
        };
    }

    private static MetricMetadata nothing(String family) {
        return new MetricMetadata(family, MetricType.UNKNOWN, "", "");
    }

    /** Gives the batch what is new. */
    void give(Batch batch) {
        fresh.values().forEach(batch::metadata);
    }

    /** The page was kept. */
    void kept() {
        families.putAll(fresh);
        lines.removeIf(line -> line.page != page);
    }

    /** The page was not kept, and what it said must be passed on another time. */
    void forgotten() {
        if (!fresh.isEmpty()) {
            lines.renew();
        }
        fresh.clear();
        lines.removeIf(line -> line.page < page - 1 || line.generation != lines.generation());
    }
}
