package com.kaldrix.monitoring.compliance.deadline;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.compliance.deadline.Deadlines.Due;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells of what is about to run out, on the topic {@code alerts}, once for each point on a clock; and that it is over. One replica at a time. */
@Component
public class DeadlineWatch {
    /** Any number that no other lock of the database has. */
    private static final long LOCK = 0x646561646cL;

    private static final String SOURCE = "/compliance-reporter";
    private static final String TOPIC = "alerts";
    private static final String COMPONENT = "compliance";
    private static final String FIRES = """
            insert into deadline_signal (key, alert, labels, severity, summary, since)
            values (:key, :alert, cast(:labels as jsonb), :severity, :summary, :since)
            """;

    private final List<Deadlines> deadlines;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final Region region;

    DeadlineWatch(List<Deadlines> deadlines, Outbox outbox, JdbcClient jdbc, JsonColumns json, Region region) {
        this.deadlines = List.copyOf(deadlines);
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.json = json;
        this.region = region;
    }

    /** A signal that fires. */
    private record Firing(Due due, Instant since) {}

    /** Looks once. */
    @Transactional
    public void look(Instant now) {
        boolean alone = jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
        if (!alone) {
            return;
        }
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        Map<String, Due> wanted = new LinkedHashMap<>();
        deadlines.forEach(of -> of.due(at).forEach(due -> wanted.put(due.key(), due)));
        Map<String, Firing> firing = firing();
        firing.forEach((key, signal) -> {
            if (!wanted.containsKey(key)) {
                jdbc.sql("delete from deadline_signal where key = :key")
                        .param("key", key)
                        .update();
                send(AlertSignal.Status.RESOLVED, signal.due(), signal.since(), at);
            }
        });
        wanted.forEach((key, due) -> {
            if (!firing.containsKey(key)) {
                jdbc.sql(FIRES)
                        .param("key", key)
                        .param("alert", due.alert())
                        .param("labels", json.write(due.labels()))
                        .param("severity", due.severity().name())
                        .param("summary", due.summary())
                        .param("since", Timestamp.from(at))
                        .update();
                send(AlertSignal.Status.FIRING, due, at, null);
            }
        });
    }

    private Map<String, Firing> firing() {
        Map<String, Firing> firing = new LinkedHashMap<>();
        jdbc.sql("select key, alert, labels, severity, summary, since from deadline_signal order by key")
                .query(row -> {
                    firing.put(
                            row.getString("key"),
                            new Firing(
                                    new Due(
                                            row.getString("alert"),
                                            new TreeMap<>(json.texts(row.getString("labels"))),
                                            Severity.valueOf(row.getString("severity")),
                                            row.getString("summary")),
                                    row.getTimestamp("since").toInstant()));
                });
        return firing;
    }

    private void send(AlertSignal.Status status, Due due, Instant since, @Nullable Instant end) {
        Map<String, String> labels = new TreeMap<>(due.labels());
        labels.put("component", COMPONENT);
        AlertSignal signal = new AlertSignal(
                status,
                due.alert(),
                due.severity(),
                COMPONENT,
                Labels.of(labels),
                Map.of("summary", due.summary()),
                since,
                end,
                null);
        UUID id = Ids.next();
        CloudEvent<AlertSignal> event =
                new CloudEvent<>(id.toString(), SOURCE, due.alert(), end == null ? since : end, region, null, signal);
        outbox.append(new OutboxMessage(
                id, TOPIC, AlertSignal.TYPE, CloudEvents.write(event), Map.of("region", region.code())));
    }
}
