package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.ingest.scrape.text.Exposition;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.MalformedExpositionException;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.Rejection;
import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import com.kaldrix.monitoring.metrics.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pages of one target into batches, and knows which of its series have a value. A line that was on the page before
 * costs no allocation. For one thread at a time.
 */
final class PageIntake {
    private final KnownLines lines = new KnownLines();
    private final KnownMetadata metadata = new KnownMetadata();
    private final LabelSet labels = new LabelSet();
    private final List<String> blanks = new ArrayList<>();
    private ScrapeJob.SampleRules rules;
    private ScrapeJob.Limits limits;
    private SeriesLabels seriesLabels;
    private int page;
    private int samples;
    private int kept;
    private int added;

    PageIntake(LabelSet ofTarget, ScrapeJob.SampleRules rules, ScrapeJob.Limits limits) {
        this.rules = rules;
        this.limits = limits;
        this.seriesLabels = new SeriesLabels(ofTarget, rules, limits);
    }

    /** From now on these rules hold; series are admitted anew. */
    void rules(LabelSet ofTarget, ScrapeJob.SampleRules freshRules, ScrapeJob.Limits freshLimits) {
        rules = freshRules;
        limits = freshLimits;
        seriesLabels = new SeriesLabels(ofTarget, freshRules, freshLimits);
        lines.renew();
    }

    /** A page, or the lack of one, begins. */
    void begin() {
        page++;
        samples = 0;
        kept = 0;
        added = 0;
        metadata.begin(page);
    }

    /**
     * Puts a page into a batch, which the caller commits, and then calls {@link #committed}, or drops.
     *
     * @param millis the time of samples that have none of their own
     * @throws MalformedExpositionException when it cannot be read
     * @throws ScrapeFailedException when it is beyond a limit
     */
    void take(Page content, Batch batch, long millis) throws MalformedExpositionException, ScrapeFailedException {
        Exposition at = new Exposition(content.bytes(), content.length(), content.format());
        while (true) {
            switch (at.next()) {
                case END -> {
                    metadata.give(batch);
                    return;
                }
                case METADATA -> metadata.take(content.bytes(), at);
                case SAMPLE -> sample(content.bytes(), at, batch, millis);
            }
        }
    }

    private void sample(byte[] bytes, Exposition at, Batch batch, long millis)
            throws MalformedExpositionException, ScrapeFailedException {
        samples++;
        long hash = KnownLines.hash(bytes, at.from(), at.to());
        @Nullable KnownLine line = lines.find(bytes, at.from(), at.to(), hash);
        if (line == null) {
            line = admitted(bytes, at, batch, hash);
            if (line == null) {
                return;
            }
        } else if (line.page == page && !at.isTimed()) {
            batch.refuse(Rejection.MALFORMED, "a sample that stands twice on the page: " + line.series);
            return;
        }
        line.page = page;
        boolean ownTime = at.isTimed() && rules.honorTimestamps();
        line.followed = !ownTime || rules.trackTimestampsStaleness();
        if (line.series == null) {
            return;
        }
        count();
        batch.sample(line.series, ownTime ? at.timestamp() : millis, at.value());
        if (at.hasExemplar()) {
            batch.exemplar(
                    line.series,
                    at.exemplarLabels(),
                    at.exemplarValue(),
                    at.isExemplarTimed() ? at.exemplarTimestamp() : ownTime ? at.timestamp() : millis);
        }
    }

    private void count() throws ScrapeFailedException {
        kept++;
        if (limits.samples() > 0 && kept > limits.samples()) {
            throw new ScrapeFailedException(
                    "the page has more than the " + limits.samples() + " samples that sample_limit allows");
        }
    }

    /** What a line means that is new; null when the series is refused, which is asked again on the next page. */
    private @Nullable KnownLine admitted(byte[] bytes, Exposition at, Batch batch, long hash)
            throws MalformedExpositionException, ScrapeFailedException {
        at.labels(labels, blanks);
        Optional<Series> series = Optional.empty();
        if (seriesLabels.apply(labels, blanks)) {
            series = batch.series(labels);
            if (series.isEmpty()) {
                batch.refused(1);
                count();
                return null;
            }
            added++;
        }
        byte[] raw = Arrays.copyOfRange(bytes, at.from(), at.to());
        KnownLine line = new KnownLine(raw, hash, lines.generation(), series.orElse(null));
        lines.add(line);
        return line;
    }

    /** Gives each series that has a value, and none on this page, a staleness marker. */
    void markVanished(Batch batch, long millis) {
        List<KnownLine> vanished = new ArrayList<>();
        lines.forEach(line -> {
            if (line.alive && line.page != page) {
                vanished.add(line);
            }
        });
        if (vanished.isEmpty()) {
            return;
        }
        Set<EncodedLabels> there = new HashSet<>();
        lines.forEach(line -> {
            if (line.page == page && line.series != null) {
                there.add(line.series.labels());
            }
        });
        vanished.forEach(line -> stale(line, there, batch, millis));
    }

    /** Gives each series that has a value a staleness marker. */
    void markAll(Batch batch, long millis) {
        Set<EncodedLabels> marked = new HashSet<>();
        lines.forEach(line -> {
            if (line.alive) {
                stale(line, marked, batch, millis);
            }
        });
    }

    private static void stale(KnownLine line, Set<EncodedLabels> spared, Batch batch, long millis) {
        if (line.series != null && spared.add(line.series.labels())) {
            batch.sample(line.series, millis, Batch.STALE);
        }
    }

    /** The page is kept, and so are the markers of what vanished. */
    void committed() {
        lines.forEach(line -> line.alive = line.page == page && line.followed && line.series != null);
        lines.removeIf(line -> line.page != page || line.generation != lines.generation());
        metadata.kept();
    }

    /** No page is kept, but the markers of all series are. */
    void committedWithoutPage() {
        lines.forEach(line -> line.alive = false);
        forget();
    }

    /** Nothing of the page is kept; what had a value before has it still. */
    void forget() {
        lines.removeIf(line -> !line.alive && line.page < page - 1);
        metadata.forgotten();
    }

    Measure measure() {
        return new Measure(samples, kept, added);
    }
}
