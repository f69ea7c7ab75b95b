package com.kaldrix.monitoring.anomaly.correlate;

import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.correlate.Break.Relation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes and reads breaks that go on. */
final class OpenBreaks {
    private OpenBreaks() {}

    static void save(Break one, DataOutput out) throws IOException {
        save(one.series(), out);
        out.writeUTF(one.type().word());
        out.writeLong(one.startedAt().toEpochMilli());
        out.writeLong(one.peak().toEpochMilli());
        out.writeDouble(one.unusual());
        out.writeDouble(one.present());
        out.writeDouble(one.expected());
        out.writeInt(one.relations().size());
        for (Relation relation : one.relations()) {
            save(relation.other(), out);
            out.writeDouble(relation.usual());
            out.writeDouble(relation.now());
            out.writeInt(relation.lag());
        }
    }

    static Break load(DataInput in) throws IOException {
        UUID series = id(in);
        AnomalyType type = AnomalyType.of(in.readUTF());
        Instant start = Instant.ofEpochMilli(in.readLong());
        Instant peak = Instant.ofEpochMilli(in.readLong());
        double unusual = in.readDouble();
        double present = in.readDouble();
        double expected = in.readDouble();
        List<Relation> relations = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            relations.add(new Relation(id(in), in.readDouble(), in.readDouble(), in.readInt()));
        }
        return new Break(series, type, start, peak, null, unusual, present, expected, relations);
    }

    private static void save(UUID id, DataOutput out) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID id(DataInput in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }
}
