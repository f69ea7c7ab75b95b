package com.kaldrix.monitoring.anomaly.forest;

import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.json.JsonColumns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forests for tests. */
public final class TestForests {
    public static final Parameters PARAMETERS = Parameters.live();

    private TestForests() {}

    /** Ground with a place for so many series in each slice, and none where they could rest. */
    public static ForestGrounds grounds(int places) {
        return grounds(places, IdleForests.NONE);
    }

    public static ForestGrounds grounds(int places, IdleForests idle) {
        return new ForestGrounds(PARAMETERS, places * ForestGrounds.bytesOf(PARAMETERS), List.of(), idle);
    }

    /** What keeps forests at rest; also a sink. */
    public static IdleForests on(JdbcClient jdbc) {
        return new JdbcForests(jdbc, new JsonColumns());
    }

    public static FindingsSink sink(IdleForests forests) {
        return (JdbcForests) forests;
    }

    public static ForestStates states(IdleForests forests) {
        return (JdbcForests) forests;
    }
}
