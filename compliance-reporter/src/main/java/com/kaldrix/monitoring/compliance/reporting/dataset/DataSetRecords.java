package com.kaldrix.monitoring.compliance.reporting.dataset;

import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.report.json.DataSetLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes data sets of reports down in the audit trail, part by part. */
@Component
public class DataSetRecords {
    private static final int PART = 1 << 20;

    private final Trail trail;
    private final TransactionTemplate alone;
    private final Clock clock;

    DataSetRecords(Trail trail, PlatformTransactionManager transactions, Clock clock) {
        this.trail = trail;
        // The caller may be reading in a transaction of its own, which is for reading only.
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Writes one down. What is there of a report of which nothing else tells that it was made counts for nothing.
     *
     * @param report whose it is
     * @param json its {@code report.json}
     * @return how many parts there are
     * @throws IOException when the file cannot be read
     */
    public int record(UUID report, Path json) throws IOException {
        try (InputStream in = Files.newInputStream(json)) {
            Parts parts = new Parts(report);
            DataSetLines.read(in, parts);
            return parts.finish();
        }
    }

    /** Gathers lines until they are a part. */
    private final class Parts implements DataSetLines.Reader {
        private final UUID report;
        private byte[] lines = new byte[PART + (PART >> 1)];
        private int length;
        private int parts;

        Parts(UUID report) {
            this.report = report;
        }

        @Override
        public void line(byte[] bytes, int count) {
            if (length + count + 1 > lines.length) {
                lines = Arrays.copyOf(lines, length + count + 1);
            }
            System.arraycopy(bytes, 0, lines, length, count);
            length += count;
            lines[length++] = '\n';
            if (length >= PART) {
                write();
            }
        }

        int finish() {
            if (length > 0) {
                write();
            }
            return parts;
        }

        private void write() {
            DataSetPart part = DataSetPart.of(report, parts++, lines, length);
            length = 0;
            alone.executeWithoutResult(status -> trail.append(List.of(part.record()), clock.instant()));
        }
    }
}
