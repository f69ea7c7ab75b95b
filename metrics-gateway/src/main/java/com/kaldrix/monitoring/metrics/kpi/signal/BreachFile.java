package com.kaldrix.monitoring.metrics.kpi.signal;

import com.kaldrix.monitoring.metrics.spool.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps breaches over a restart, a line for each. */
final class BreachFile {
    private static final Logger LOG = LoggerFactory.getLogger(BreachFile.class);
    private static final String NONE = "-";

    private final Path file;

    BreachFile(Path file) {
        this.file = file;
    }

    /** What was written last; nothing when there is no file, or a line of it cannot be read. */
    Map<String, Breach> read() {
        Map<String, Breach> breaches = new HashMap<>();
        if (!Files.exists(file)) {
            return breaches;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ");
                if (parts.length == 5) {
                    breaches.put(
                            parts[0],
                            new Breach(
                                    Instant.parse(parts[1]),
                                    Instant.parse(parts[2]),
                                    Boolean.parseBoolean(parts[3]),
                                    parts[4].equals(NONE) ? null : Instant.parse(parts[4])));
                }
            }
        } catch (IOException | DateTimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("file", file)
                    .log("What KPIs were bad before the start cannot be read");
        }
        return breaches;
    }

    void write(Map<String, Breach> breaches) {
        StringBuilder text = new StringBuilder();
        breaches.forEach((key, breach) -> text.append(key)
                .append(' ')
                .append(breach.since())
                .append(' ')
                .append(breach.lastBad())
                .append(' ')
                .append(breach.told())
                .append(' ')
                .append(breach.goodSince() == null ? NONE : breach.goodSince().toString())
                .append('\n'));
        StateFolder.write(file, text.toString());
    }
}
