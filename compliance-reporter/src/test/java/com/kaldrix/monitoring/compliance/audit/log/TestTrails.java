package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.audit.note.LocalNoteSigner;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.IntStream;

/** The trail of a database, for tests of those who write to it. */
public final class TestTrails {
    private TestTrails() {}

    public static Trail of(MigratedDatabase database) {
        return new JdbcTrail(database.jdbc(), database.template(), database.transactions());
    }

    /** Looks at the trail of a database as the service does, with checkpoints that are kept in objects. */
    public static Checked checked(MigratedDatabase database, Objects objects, Clock clock) {
        Trail trail = of(database);
        LocalNoteSigner signer = new LocalNoteSigner("kaldrix.example/trail", LocalNoteSigner.newPair());
        Checkpoints checkpoints = new Checkpoints(trail, signer, objects, "kaldrix.example/trail", clock);
        return new Checked(new TrailCheck(trail, signer, checkpoints), trail, checkpoints);
    }

    /** A trail, who signs it, and who looks at it. */
    public record Checked(TrailCheck check, Trail trail, Checkpoints checkpoints) {
        /** So many more entries, signed. */
        public void grow(MigratedDatabase database, int count, Instant now) {
            database.transactions()
                    .executeWithoutResult(status -> trail.append(
                            IntStream.range(0, count)
                                    .mapToObj(i -> new Record("report.made", "report/" + i, "{\"i\":" + i + "}"))
                                    .toList(),
                            now));
            while (trail.sequence(1000) > 0) {
                // Until nothing waits.
            }
            checkpoints.make();
        }
    }
}
