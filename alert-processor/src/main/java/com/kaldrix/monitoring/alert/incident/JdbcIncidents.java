package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.alert.AlertRows;
import com.kaldrix.monitoring.alert.incident.Incident.Escalation;
import com.kaldrix.monitoring.alert.incident.Incident.Group;
import com.kaldrix.monitoring.alert.incident.Incident.Hold;
import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.alert.incident.Incident.Times;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Fingerprint;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcIncidents implements Incidents {
    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final AlertRows rows;
    private final RowMapper<Incident> mapper = (row, number) -> incident(row);

    JdbcIncidents(JdbcClient jdbc, JsonColumns json, AlertRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.json = json;
    }

    @Override
    public Optional<Incident> lockOpen(String groupKey) {
        return jdbc.sql(IncidentSql.LOCK_OPEN)
                .param("key", groupKey)
                .query(mapper)
                .optional();
    }

    @Override
    public Optional<Incident> lock(UUID id) {
        return jdbc.sql(IncidentSql.LOCK).param("id", id).query(mapper).optional();
    }

    @Override
    public Optional<Incident> lockDue(Instant now) {
        return jdbc.sql(IncidentSql.LOCK_DUE)
                .param("now", at(now))
                .query(mapper)
                .optional();
    }

    @Override
    public Optional<Incident> find(UUID id) {
        return jdbc.sql(IncidentSql.FIND).param("id", id).query(mapper).optional();
    }

    @Override
    public boolean add(Incident incident) {
        return jdbc.sql(IncidentSql.ADD).params(columns(incident)).update() == 1;
    }

    @Override
    public void update(Incident incident) {
        jdbc.sql(IncidentSql.UPDATE).params(columns(incident)).update();
    }

    private Map<String, @Nullable Object> columns(Incident incident) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", incident.id());
        columns.put("group_key", incident.group().key());
        columns.put("route_key", incident.group().routeKey());
        columns.put("receiver", incident.group().receiver());
        columns.put("group_labels", json.write(incident.group().labels()));
        columns.put("region", incident.group().region());
        columns.put("title", incident.title());
        columns.put("state", incident.state().name().toLowerCase(Locale.ROOT));
        columns.put("severity", incident.severity().ordinal());
        columns.put("opened_at", at(incident.times().openedAt()));
        columns.put("told_at", at(incident.times().toldAt()));
        columns.put("acknowledged_at", at(incident.times().acknowledgedAt()));
        columns.put("acknowledged_by", incident.acknowledgedBy());
        columns.put("resolved_at", at(incident.times().resolvedAt()));
        columns.put("resolved_by", incident.resolvedBy());
        columns.put("snoozed_until", at(incident.times().snoozedUntil()));
        columns.put("flush_at", at(incident.flushAt()));
        columns.put("policy", incident.escalation().policy());
        columns.put("escalation_round", incident.escalation().round());
        columns.put("escalation_step", incident.escalation().step());
        columns.put("escalation_since", at(incident.escalation().since()));
        columns.put("escalation_at", at(incident.escalation().at()));
        Hold hold = incident.hold();
        columns.put("held_since", at(hold == null ? null : hold.since()));
        columns.put("held_by", hold == null ? null : hold.reason().words());
        columns.put("due_at", at(incident.dueAt().orElse(null)));
        return columns;
    }

    @Override
    public Map<String, OpenGroup> openGroups(Collection<String> groupKeys) {
        if (groupKeys.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(IncidentSql.OPEN_GROUPS)
                .param("keys", groupKeys.toArray(String[]::new))
                .query((row, number) ->
                        Map.entry(row.getString("asked"), new OpenGroup(incident(row), fingerprints(row, "alerts"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void join(UUID incident, Collection<Fingerprint> alerts, Instant now) {
        jdbc.sql(IncidentSql.JOIN)
                .param("incident", incident)
                .param("fingerprints", values(alerts))
                .param("now", at(now))
                .update();
    }

    @Override
    public void leave(UUID incident, Collection<Member> members, Instant now) {
        if (members.isEmpty()) {
            return;
        }
        jdbc.sql(IncidentSql.LEAVE)
                .param("incident", incident)
                .param(
                        "fingerprints",
                        values(members.stream()
                                .map(member -> member.alert().fingerprint())
                                .toList()))
                .param(
                        "snapshots",
                        members.stream()
                                .map(member -> json.write(member.alert()))
                                .toArray(String[]::new))
                .param("now", at(now))
                .update();
    }

    @Override
    public List<Member> members(UUID incident) {
        return jdbc.sql(IncidentSql.MEMBERS)
                .param("incident", incident)
                .query((row, number) -> new Member(rows.read(row), instant(row, "joined_at"), false))
                .list();
    }

    @Override
    public List<Member> history(UUID incident) {
        List<Member> all = new ArrayList<>(members(incident));
        all.addAll(jdbc.sql(IncidentSql.DEPARTED)
                .param("incident", incident)
                .query((row, number) ->
                        new Member(json.read(row.getString("snapshot"), Alert.class), instant(row, "joined_at"), true))
                .list());
        return all;
    }

    @Override
    public Map<String, Told> told(UUID incident) {
        Map<String, Told> told = new HashMap<>();
        jdbc.sql(IncidentSql.TOLD).param("incident", incident).query(row -> {
            told.put(
                    row.getString("integration"),
                    new Told(fingerprints(row, "firing"), fingerprints(row, "resolved"), instant(row, "at")));
        });
        return told;
    }

    @Override
    public void tell(UUID incident, String integration, Told told) {
        jdbc.sql(IncidentSql.TELL)
                .param("incident", incident)
                .param("integration", integration)
                .param("firing", values(told.firing()))
                .param("resolved", values(told.resolved()))
                .param("at", at(told.at()))
                .update();
    }

    @Override
    public void dismiss(String groupKey, Collection<Member> firing, Instant until) {
        for (Member member : firing) {
            jdbc.sql(IncidentSql.DISMISS)
                    .param("key", groupKey)
                    .param("fingerprint", member.alert().fingerprint().value())
                    .param("startsAt", at(member.alert().startsAt()))
                    .param("until", at(until))
                    .update();
        }
    }

    @Override
    public Exceptions exceptions(Collection<String> groupKeys, Instant now) {
        Map<String, Map<Fingerprint, Instant>> dismissed = new HashMap<>();
        Map<String, Map<Fingerprint, UUID>> split = new HashMap<>();
        jdbc.sql(IncidentSql.EXCEPTIONS)
                .param("keys", groupKeys.toArray(String[]::new))
                .param("now", at(now))
                .query(row -> {
                    String key = row.getString("group_key");
                    Fingerprint alert = new Fingerprint(row.getLong("fingerprint"));
                    UUID incident = row.getObject("incident_id", UUID.class);
                    if (incident == null) {
                        dismissed.computeIfAbsent(key, one -> new HashMap<>()).put(alert, instant(row, "starts_at"));
                    } else {
                        split.computeIfAbsent(key, one -> new HashMap<>()).put(alert, incident);
                    }
                });
        return new Exceptions(dismissed, split);
    }

    @Override
    public void redirect(Incident merged, Incident into) {
        jdbc.sql(IncidentSql.MOVE_ALIASES)
                .param("target", into.group().key())
                .param("incident", into.id())
                .param("merged", merged.id())
                .update();
        jdbc.sql(IncidentSql.MOVE_SPLITS)
                .param("incident", into.id())
                .param("merged", merged.id())
                .update();
        jdbc.sql(IncidentSql.ALIAS)
                .param("key", merged.group().key())
                .param("target", into.group().key())
                .param("incident", into.id())
                .update();
    }

    @Override
    public void divert(String groupKey, Collection<Fingerprint> alerts, UUID incident) {
        jdbc.sql(IncidentSql.SPLIT)
                .param("key", groupKey)
                .param("incident", incident)
                .param("fingerprints", values(alerts))
                .update();
    }

    @Override
    public Set<Fingerprint> takeLapsedDismissals(Instant now) {
        return new HashSet<>(jdbc.sql(IncidentSql.TAKE_LAPSED)
                .param("now", at(now))
                .query((row, number) -> new Fingerprint(row.getLong(1)))
                .list());
    }

    @Override
    public int forget(Instant before, int limit) {
        return jdbc.sql(IncidentSql.FORGET)
                .param("before", at(before))
                .param("limit", limit)
                .update();
    }

    private Incident incident(ResultSet row) throws SQLException {
        return read(row, json);
    }

    /** Reads an incident from a row that has {@link IncidentSql#COLUMNS}. */
    static Incident read(ResultSet row, JsonColumns json) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                new Group(
                        row.getString("group_key"),
                        row.getString("route_key"),
                        row.getString("receiver"),
                        json.labels(row.getString("group_labels")),
                        row.getString("region")),
                row.getString("title"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Severity.values()[row.getInt("severity")],
                new Times(
                        instant(row, "opened_at"),
                        instantOrNull(row, "told_at"),
                        instantOrNull(row, "acknowledged_at"),
                        instantOrNull(row, "snoozed_until"),
                        instantOrNull(row, "resolved_at")),
                row.getString("acknowledged_by"),
                row.getString("resolved_by"),
                instant(row, "flush_at"),
                new Escalation(
                        row.getString("policy"),
                        row.getInt("escalation_round"),
                        row.getInt("escalation_step"),
                        instantOrNull(row, "escalation_since"),
                        instantOrNull(row, "escalation_at")),
                hold(row));
    }

    private static @Nullable Hold hold(ResultSet row) throws SQLException {
        Instant since = instantOrNull(row, "held_since");
        String words = row.getString("held_by");
        return since == null || words == null
                ? null
                : new Hold(since, Hold.Reason.valueOf(words.replace(' ', '_').toUpperCase(Locale.ROOT)));
    }

    private static Long[] values(Collection<Fingerprint> fingerprints) {
        return fingerprints.stream().map(Fingerprint::value).toArray(Long[]::new);
    }

    private static Set<Fingerprint> fingerprints(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Long[]) row.getArray(column).getArray())
                .map(Fingerprint::new)
                .collect(Collectors.toSet());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
