package com.kaldrix.monitoring.compliance.score;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which controls Security Hub checks, as it was asked last. Read again only when it has been asked again. */
@Repository
class EnabledControls {
    private static final String ASKED = """
            select min(told_at) as first, max(told_at) as last from control_enablement
            """;
    private static final String OFF = """
            select account, region, control, bool_or(enabled) as somewhere, array_agg(standard) filter (where not enabled) as off
            from control_enablement
            group by account, region, control
            having not bool_and(enabled)
            """;

    private final JdbcClient jdbc;
    private @Nullable Asked known;
    private TurnedOff off = TurnedOff.NOTHING;

    EnabledControls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When what is kept was told: the first of it and the last. */
    private record Asked(Instant first, Instant last) {}

    /** Those that are not checked, in the caller's snapshot. */
    synchronized TurnedOff turnedOff() {
        Optional<Asked> asked = jdbc.sql(ASKED)
                .query((row, number) -> asked(row.getTimestamp("first"), row.getTimestamp("last")))
                .single();
        if (asked.isEmpty()) {
            known = null;
            off = TurnedOff.NOTHING;
        } else if (!asked.get().equals(known)) {
            off = read();
            known = asked.get();
        }
        return off;
    }

    private static Optional<Asked> asked(@Nullable Timestamp first, @Nullable Timestamp last) {
        return first == null || last == null
                ? Optional.empty()
                : Optional.of(new Asked(first.toInstant(), last.toInstant()));
    }

    private TurnedOff read() {
        Set<TurnedOff.Place> everywhere = new HashSet<>();
        Map<TurnedOff.Place, Set<String>> forStandards = new HashMap<>();
        jdbc.sql(OFF).query(row -> {
            TurnedOff.Place place =
                    new TurnedOff.Place(row.getString("account"), row.getString("region"), row.getString("control"));
            if (row.getBoolean("somewhere")) {
                forStandards.put(place, standards(row.getArray("off")));
            } else {
                everywhere.add(place);
            }
        });
        return new TurnedOff(everywhere, forStandards);
    }

    /** Without what an ARN has before the standard. */
    private static Set<String> standards(Array arns) throws SQLException {
        return Arrays.stream((String[]) arns.getArray())
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .collect(Collectors.toSet());
    }
}
