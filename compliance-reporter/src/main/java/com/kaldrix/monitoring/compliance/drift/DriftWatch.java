package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.compliance.score.ScorePoints;
import com.kaldrix.monitoring.compliance.score.Scores;
import com.kaldrix.monitoring.compliance.score.Standing;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Looks at how it stands, keeps what has become another, and tells of what fails anew. One replica at a time. */
@Component
public class DriftWatch {
    /** Any number that no other lock of the database has. */
    private static final long LOCK = 0x6472696674L;

    private final Scores scores;
    private final ScorePoints points;
    private final Drifts drifts;
    private final DriftSignals signals;
    private final JdbcClient jdbc;

    DriftWatch(Scores scores, ScorePoints points, Drifts drifts, DriftSignals signals, JdbcClient jdbc) {
        this.scores = scores;
        this.points = points;
        this.drifts = drifts;
        this.signals = signals;
        this.jdbc = jdbc;
    }

    /** Looks once; how it stands, or empty when another replica looks just now. */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public Optional<Standing> look() {
        boolean alone = jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
        if (!alone) {
            return Optional.empty();
        }
        Standing standing = scores.now();
        signals.tell(standing, drifts.keep(standing));
        points.keep(standing.scores(), standing.at());
        return Optional.of(standing);
    }
}
