package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.page.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds findings. */
@Repository
class FindingPages {
    private static final String COLUMNS = """
            select id, account, region, control, resource, component, words, changed_at, owner, due_at from finding
            """;
    private static final String PAGE = COLUMNS + """
            where (cast(:account as text) is null or account = :account)
              and (cast(:region as text) is null or region = :region)
              and (cast(:component as text) is null or component = :component)
              and (cast(:control as text) is null or control = :control)
              and (cast(:resource as text) is null or resource = :resource)
              and (cast(:compliance as text) is null or compliance = :compliance)
              and (cast(:severity as text) is null or severity = :severity)
              and (cast(:counts as boolean) is null or counts = :counts)
              and (cast(:owner as text) is null or owner = :owner)
              and (cast(:clues as text[]) is null or clue_id = any(cast(cast(:clues as text[]) as uuid[])))
              and (cast(:from as timestamptz) is null or changed_at >= :from)
              and (cast(:afterAt as timestamptz) is null or (changed_at, id) < (:afterAt, :afterId))
            order by changed_at desc, id desc
            limit :limit
            """;

    private final JdbcClient jdbc;
    private final ClueTargets targets;

    FindingPages(JdbcClient jdbc, ClueTargets targets) {
        this.jdbc = jdbc;
        this.targets = targets;
    }

    Optional<StoredFinding> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query((row, number) -> finding(row))
                .optional();
    }

    Page<StoredFinding> find(FindingFilter filter, Optional<Cursor> after, int limit) {
        FindingFilter.Place place = filter.place();
        FindingFilter.State state = filter.state();
        List<StoredFinding> found = jdbc.sql(PAGE)
                .param("account", place.account().orElse(null))
                .param("region", place.region().orElse(null))
                .param("component", place.component().orElse(null))
                .param("control", place.control().orElse(null))
                .param("resource", place.resource().orElse(null))
                .param("compliance", state.compliance().map(Enum::name).orElse(null))
                .param("severity", state.severity().map(Enum::name).orElse(null))
                .param("counts", state.counts().orElse(null))
                .param("owner", state.owner().orElse(null))
                .param(
                        "clues",
                        filter.requirement()
                                .map(requirement -> targets.of(requirement).stream()
                                        .map(UUID::toString)
                                        .toArray(String[]::new))
                                .orElse(null))
                .param("from", filter.changedFrom().map(Timestamp::from).orElse(null))
                .param(
                        "afterAt",
                        after.map(Cursor::instant).map(Timestamp::from).orElse(null))
                .param("afterId", after.map(Cursor::id).orElse(null))
                .param("limit", limit + 1)
                .query((row, number) -> finding(row))
                .list();
        return Page.of(found, limit, finding -> new Cursor(finding.changedAt().toString(), finding.id()));
    }

    private static StoredFinding finding(ResultSet row) throws SQLException {
        FindingKey key = new FindingKey(
                row.getString("account"),
                row.getString("region"),
                Control.parse(row.getString("control")),
                row.getString("resource"));
        return new StoredFinding(
                Words.read(key, row.getString("words")),
                row.getString("component"),
                row.getTimestamp("changed_at").toInstant(),
                new StoredFinding.Care(
                        row.getString("owner"),
                        Optional.ofNullable(row.getTimestamp("due_at")).map(Timestamp::toInstant)));
    }
}
