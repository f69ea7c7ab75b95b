package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.mapping.Mapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which clues lead to which requirements. What clues say never changes, and frameworks only with a start, so each is mapped once. */
@Component
class ClueTargets {
    private final JdbcClient jdbc;
    private final Mapper mapper;
    private final Map<UUID, Set<RequirementId>> targets = new ConcurrentHashMap<>();

    ClueTargets(JdbcClient jdbc, Mapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** Ids of all clues that lead to a requirement, in no order. */
    List<UUID> of(RequirementId requirement) {
        List<UUID> all = jdbc.sql("select id from clue").query(UUID.class).list();
        List<UUID> fresh = all.stream().filter(id -> !targets.containsKey(id)).toList();
        if (!fresh.isEmpty()) {
            jdbc.sql("select id, body from clue where id = any(:ids::uuid[])")
                    .param("ids", fresh.stream().map(UUID::toString).toArray(String[]::new))
                    .query(row -> {
                        targets.put(
                                row.getObject("id", UUID.class),
                                Set.copyOf(mapper.map(Words.readClues(row.getString("body")))
                                        .requirements()
                                        .keySet()));
                    });
        }
        return all.stream()
                .filter(id -> targets.getOrDefault(id, Set.of()).contains(requirement))
                .toList();
    }
}
