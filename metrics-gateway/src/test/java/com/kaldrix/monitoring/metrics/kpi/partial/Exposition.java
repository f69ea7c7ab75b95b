package com.kaldrix.monitoring.metrics.kpi.partial;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * What an exporter shows, line by line {@code name{label="value"} first growth}: the value of the first scrape, and by how much
 * it grows from one scrape to the next.
 */
public final class Exposition {
    /** When the first scrape is; the start of a window. */
    public static final long T0 = 1_772_442_000_000L;

    private record Line(LabelSet labels, double first, double growth) {}

    private final List<Line> lines = new ArrayList<>();

    private Exposition() {}

    public static Exposition of(String text) {
        Exposition exposition = new Exposition();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int growth = line.lastIndexOf(' ');
            int first = line.lastIndexOf(' ', growth - 1);
            exposition.lines.add(new Line(
                    labels(line.substring(0, first)),
                    Double.parseDouble(line.substring(first + 1, growth)),
                    Double.parseDouble(line.substring(growth + 1))));
        });
        return exposition;
    }

    private static LabelSet labels(String series) {
        int brace = series.indexOf('{');
        LabelSet labels = LabelSet.of(LabelSet.NAME, brace < 0 ? series : series.substring(0, brace));
        if (brace >= 0) {
            for (Matcher matcher : Matchers.parse(series.substring(brace)).all()) {
                labels.set(matcher.name(), matcher.value());
            }
        }
        return labels;
    }

    /** The partials of the windows of a minute in which it was scraped every so many milliseconds. */
    public List<KpiPartial> partials(KpiCatalogue catalogue, String region, long every) {
        List<KpiPartial> partials = new ArrayList<>();
        PartialWork work = new PartialWork(
                catalogue,
                new Identity(new Region(region), "test", 0, 1, false),
                10_000,
                (partial, fresh) -> partials.add(partial),
                new PartialMetrics(new SimpleMeterRegistry()),
                (kind, text) -> {});
        work.segment(0);
        work.openFrom(T0, T0 + 300_000);
        for (int id = 0; id < lines.size(); id++) {
            work.series(id, lines.get(id).labels().encode());
        }
        int scrapes = (int) (120_000 / every);
        for (int scrape = 0; scrape <= scrapes; scrape++) {
            for (int id = 0; id < lines.size(); id++) {
                Line line = lines.get(id);
                work.sample(id, T0 + scrape * every, line.first() + scrape * line.growth(), 0);
            }
        }
        for (int window = 0; window < 12; window++) {
            work.close(T0 + window * 10_000L, T0 + (window + 1) * 10_000L, true);
        }
        work.deliver();
        return partials;
    }
}
