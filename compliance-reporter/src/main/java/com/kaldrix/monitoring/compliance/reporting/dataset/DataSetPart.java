package com.kaldrix.monitoring.compliance.reporting.dataset;

import com.kaldrix.monitoring.compliance.audit.log.Record;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A part of a report's data set as an entry of the audit trail. The parts in their order, unpacked, are the very bytes that the hash of the data set is
 * taken over: a line of facts, and a line for each finding.
 *
 * @param report whose data set it is
 * @param number which part, from 0
 * @param deflated whole lines, packed as ZLIB (RFC 1950) and written in Base64
 */
public record DataSetPart(UUID report, int number, String deflated) {
    /** The kind of these entries. */
    public static final String KIND = "report.data";

    private static final int BUFFER = 1 << 16;

    public DataSetPart {
        if (number < 0) {
            throw new IllegalArgumentException("a data set has no part " + number);
        }
    }

    /** Packs lines. */
    static DataSetPart of(UUID report, int number, byte[] lines, int count) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(lines, 0, count);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(BUFFER);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return new DataSetPart(report, number, Base64.getEncoder().encodeToString(packed.toByteArray()));
        } finally {
            deflater.end();
        }
    }

    /** As the trail takes it; in canonical form already, for none of this needs an escape. */
    Record record() {
        return new Record(
                KIND,
                "report/" + report,
                "{\"deflated\":\"" + deflated + "\",\"part\":" + number + ",\"report\":\"" + report + "\"}");
    }

    /**
     * The lines, each with its end.
     *
     * @throws IllegalArgumentException with a sentence when it cannot be unpacked
     */
    public byte[] lines() {
        byte[] packed = Base64.getDecoder().decode(deflated);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream lines = new ByteArrayOutputStream(BUFFER);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalArgumentException("part " + number + " of the data set breaks off");
                }
                lines.write(buffer, 0, count);
            }
            return lines.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("part " + number + " of the data set cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }
}
