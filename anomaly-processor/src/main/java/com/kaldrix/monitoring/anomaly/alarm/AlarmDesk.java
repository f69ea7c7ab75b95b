package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyFilter;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.Evidence;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.severity.Severity;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes anomalies of alarms, each once however often it comes; they join events as those do that were found here. */
@Component
class AlarmDesk {
    /** Beside the shards' numbers, which are not negative. */
    private static final int NO_SHARD = -1;

    private static final String SEEN = """
            insert into journal_message (shard, message, received_at) values (:shard, :message, :now)
            on conflict (shard, message) do nothing
            """;

    private final Anomalies anomalies;
    private final FindingsSink sink;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    AlarmDesk(
            Anomalies anomalies, FindingsSink sink, JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.anomalies = anomalies;
        this.sink = sink;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Takes an alarm in; a repetition, and an end of what was not known, change nothing. */
    void take(BandAlarm alarm) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> {
            boolean fresh = jdbc.sql(SEEN)
                            .param("shard", NO_SHARD)
                            .param("message", "cloudwatch " + alarm.id() + " " + alarm.at() + " " + alarm.raised())
                            .param("now", Timestamp.from(now))
                            .update()
                    > 0;
            if (fresh) {
                anomaly(alarm).ifPresent(anomaly -> {
                    try (FindingsSink.Writing writing = sink.begin(now)) {
                        writing.found(anomaly.series(), new Found(anomaly, Trace.EMPTY));
                    }
                });
            }
        });
    }

    private Optional<Anomaly> anomaly(BandAlarm alarm) {
        Optional<Anomaly> open = openOf(alarm);
        if (!alarm.raised()) {
            return open.map(one -> new Anomaly(
                    one.id(),
                    one.series(),
                    one.type(),
                    one.startedAt(),
                    one.peak(),
                    alarm.at().isBefore(one.startedAt()) ? one.startedAt() : alarm.at(),
                    one.severity(),
                    one.evidence()));
        }
        if (open.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Anomaly(
                Anomaly.identity(alarm.series(), alarm.at()),
                alarm.series(),
                type(alarm),
                alarm.at(),
                new Peak(alarm.at(), alarm.value(), new Expected(alarm.low(), alarm.high()), 0),
                null,
                Severity.P2,
                List.of(new Evidence("cloudwatch-band", 0, alarm.reason()))));
    }

    private static AnomalyType type(BandAlarm alarm) {
        if (alarm.value() > alarm.high()) {
            return AnomalyType.SPIKE;
        }
        return alarm.value() < alarm.low() ? AnomalyType.DIP : AnomalyType.PATTERN_DEVIATION;
    }

    private Optional<Anomaly> openOf(BandAlarm alarm) {
        AnomalyFilter filter = new AnomalyFilter(
                alarm.series().find("__name__"),
                alarm.series().find("region"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty());
        return anomalies.find(filter, Optional.empty(), Page.MOST).items().stream()
                .filter(one -> one.series().equals(alarm.series()))
                .findFirst();
    }
}
