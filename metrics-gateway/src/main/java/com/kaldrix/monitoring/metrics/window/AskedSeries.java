package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.spool.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What others ask for beside the configured watch list, such as the detectors of people. Kept in a small file, so that it holds after
 * a restart. Safe for several threads.
 */
public final class AskedSeries {
    /** More than people make by hand; a list that is longer is cut off, so that no message can fill the heap. */
    static final int MOST = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(AskedSeries.class);

    private final WatchList watchList;
    private final Path file;
    private Instant since = Instant.MIN;

    /** @param file made when it is missing; one that cannot be read counts as missing, for the list comes again in minutes */
    AskedSeries(WatchList watchList, Path file) {
        this.watchList = watchList;
        this.file = file;
        resume();
    }

    private synchronized void resume() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(file);
            Instant kept = Instant.parse(lines.getFirst());
            watchList.alsoWatch(selectors(lines.subList(1, lines.size())));
            since = kept;
        } catch (IOException | DateTimeException | java.util.NoSuchElementException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("file", file)
                    .log("What others asked for cannot be read; it comes again");
        }
    }

    /**
     * Watches these from now on; a list that is older than the one in force changes nothing.
     *
     * @param asked selectors; one that cannot be read is passed over
     * @param at when the list was made
     */
    public synchronized void ask(List<String> asked, Instant at) {
        if (at.isBefore(since)) {
            return;
        }
        List<Selector> selectors = selectors(asked);
        StringBuilder text = new StringBuilder(at.toString()).append('\n');
        selectors.forEach(selector -> text.append(selector).append('\n'));
        StateFolder.write(file, text.toString());
        watchList.alsoWatch(selectors);
        since = at;
    }

    private static List<Selector> selectors(List<String> texts) {
        List<Selector> selectors = new ArrayList<>();
        for (String text : texts.subList(0, Math.min(MOST, texts.size()))) {
            try {
                // One line each in the file.
                selectors.add(Selector.parse(text.replace('\n', ' ')));
            } catch (IllegalArgumentException e) {
                LOG.atWarn()
                        .addKeyValue("selector", text)
                        .addKeyValue("reason", e.getMessage())
                        .log("No selector");
            }
        }
        return selectors;
    }
}
