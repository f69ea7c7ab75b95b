package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.spool.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in a small file up to when windows have been delivered, so that a restart does not deliver them again. */
public final class Mark {
    private static final Logger LOG = LoggerFactory.getLogger(Mark.class);

    private final Path file;
    private long delivered;

    /** @param file made when it is missing; one that cannot be read counts as missing, for delivering twice does no harm */
    public Mark(Path file) {
        this.file = file;
        this.delivered = read(file);
    }

    private static long read(Path file) {
        if (!Files.exists(file)) {
            return Long.MIN_VALUE;
        }
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", file).log("A mark cannot be read and begins anew");
            return Long.MIN_VALUE;
        }
    }

    /** The end of the latest window that was delivered, in milliseconds since the epoch. */
    public long delivered() {
        return delivered;
    }

    /** Everything up to the end of a window has been delivered. */
    public void deliver(long end) {
        if (end == delivered) {
            return;
        }
        StateFolder.write(file, Long.toString(end) + "\n");
        delivered = end;
    }
}
