package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.score.ControlStanding;
import com.kaldrix.monitoring.compliance.score.ControlStatus;
import com.kaldrix.monitoring.compliance.score.Standing;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells of controls that fail anew, on the topic {@code alerts}: one alert for each control, account and region, whatever number of standards ask for
 * it and of resources make it so; and that it is over when it is. What fails when it is seen for the first time is no drift, unless it is a breach.
 */
@Component
class DriftSignals {
    private static final String SOURCE = "/compliance-reporter";
    private static final String TOPIC = "alerts";
    private static final String ALERT = "ComplianceDrift";
    private static final String COMPONENT = "compliance";
    private static final Duration CAUSE = Duration.ofDays(1);
    private static final int MOST_NAMED = 5;

    private static final String FIRES = """
            insert into drift_signal (control, account, region, severity, since)
            values (:control, :account, :region, :severity, :since)
            on conflict (control, account, region) do nothing
            """;
    private static final String IS_OVER = """
            delete from drift_signal where control = :control and account = :account and region = :region
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final ConfigurationChanges configurations;
    private final Region region;

    DriftSignals(JdbcClient jdbc, Outbox outbox, ConfigurationChanges configurations, Region region) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.configurations = configurations;
        this.region = region;
    }

    /** A signal that fires. */
    private record Firing(String severity, Instant since) {}

    /**
     * Says what has begun and what is over, in the caller's transaction.
     *
     * @param changes controls that were known and have become others
     */
    void tell(Standing standing, List<Drift.OfControl> changes) {
        Instant now = standing.at().truncatedTo(ChronoUnit.MICROS);
        Map<ControlStanding.Key, Firing> firing = firing();
        Map<ControlStanding.Key, Drift.OfControl> changed =
                changes.stream().collect(Collectors.toMap(Drift.OfControl::key, change -> change));
        SortedMap<ControlStanding.Key, ControlStanding> controls = standing.controls();
        controls.forEach((key, control) -> {
            Drift.OfControl change = changed.get(key);
            boolean begins = control.status() == ControlStatus.FAILED
                    && !firing.containsKey(key)
                    && (change != null || Breach.is(key.control()));
            if (begins) {
                begin(control, change, now);
            }
        });
        firing.forEach((key, signal) -> {
            ControlStanding control = controls.get(key);
            if (control == null || control.status() != ControlStatus.FAILED) {
                end(key, signal, now);
            }
        });
    }

    private Map<ControlStanding.Key, Firing> firing() {
        Map<ControlStanding.Key, Firing> firing = new TreeMap<>();
        jdbc.sql("select control, account, region, severity, since from drift_signal")
                .query(row -> {
                    firing.put(
                            new ControlStanding.Key(
                                    Control.parse(row.getString("control")),
                                    row.getString("account"),
                                    row.getString("region")),
                            new Firing(
                                    row.getString("severity"),
                                    row.getTimestamp("since").toInstant()));
                });
        return firing;
    }

    private void begin(ControlStanding control, Drift.@Nullable OfControl change, Instant now) {
        Severity severity = severity(control);
        keyed(FIRES, control.key())
                .param("severity", severity.name())
                .param("since", Timestamp.from(now))
                .update();
        send(AlertSignal.Status.FIRING, control.key(), severity, annotations(control, change, now), now, null);
    }

    private void end(ControlStanding.Key key, Firing signal, Instant now) {
        keyed(IS_OVER, key).update();
        send(
                AlertSignal.Status.RESOLVED,
                key,
                Severity.valueOf(signal.severity()),
                Map.of("summary", key.control() + " no longer fails in " + key.account() + ", " + key.region()),
                signal.since(),
                now);
    }

    private static Severity severity(ControlStanding control) {
        if (Breach.is(control.key().control())) {
            return Severity.P0;
        }
        return control.severity() == FindingSeverity.CRITICAL ? Severity.P1 : Severity.P2;
    }

    private JdbcClient.StatementSpec keyed(String sql, ControlStanding.Key key) {
        return jdbc.sql(sql)
                .param("control", key.control().toString())
                .param("account", key.account())
                .param("region", key.region());
    }

    private Map<String, String> annotations(ControlStanding control, Drift.@Nullable OfControl change, Instant now) {
        ControlStanding.Key key = control.key();
        Map<String, String> annotations = new HashMap<>();
        annotations.put(
                "summary",
                key.control() + " fails in " + key.account() + ", " + key.region()
                        + (change == null ? "" : ", where it was " + word(change.before())));
        List<String> resources = change == null ? List.of() : change.resources();
        StringBuilder description = new StringBuilder();
        if (!resources.isEmpty()) {
            description.append(control.failed()).append(" findings failed, the latest of ");
            description.append(resources.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")));
            description.append(". ");
        }
        cause(resources, now).ifPresent(cause -> description.append(words(cause)));
        if (!description.isEmpty()) {
            annotations.put("description", description.toString().strip());
        }
        return annotations;
    }

    private static String word(ControlStatus status) {
        return switch (status) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case UNKNOWN -> "unknown";
            case NO_DATA -> "without evidence";
        };
    }

    private Optional<ConfigurationChange> cause(List<String> resources, Instant now) {
        return resources.isEmpty() ? Optional.empty() : configurations.latest(resources, now.minus(CAUSE));
    }

    private static String words(ConfigurationChange cause) {
        String what = cause.properties().stream()
                .limit(MOST_NAMED)
                .map(property ->
                        property.path() + " from " + brief(property.before()) + " to " + brief(property.after()))
                .collect(Collectors.joining("; "));
        return "Its configuration changed at " + cause.at() + (what.isEmpty() ? "." : ": " + what + ".");
    }

    private static String brief(String json) {
        int most = 200;
        if (json.isEmpty()) {
            return "nothing";
        }
        return json.length() > most ? json.substring(0, most) + "…" : json;
    }

    private void send(
            AlertSignal.Status status,
            ControlStanding.Key key,
            Severity severity,
            Map<String, String> annotations,
            Instant since,
            @Nullable Instant end) {
        AlertSignal signal = new AlertSignal(
                status,
                ALERT,
                severity,
                COMPONENT,
                Labels.of(
                        "region", key.region(),
                        "account", key.account(),
                        "control", key.control().toString(),
                        "component", COMPONENT),
                annotations,
                since,
                end,
                null);
        UUID id = Ids.next();
        CloudEvent<AlertSignal> event = new CloudEvent<>(
                id.toString(), SOURCE, key.control().toString(), end == null ? since : end, region, null, signal);
        outbox.append(new OutboxMessage(
                id, TOPIC, AlertSignal.TYPE, CloudEvents.write(event), Map.of("region", region.code())));
    }
}
