package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.anomaly.anomaly.Anomalies;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyFilter;
import com.kaldrix.monitoring.anomaly.anomaly.AnomalyType;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.event.Found;
import com.kaldrix.monitoring.anomaly.stream.FindingsSink;
import com.kaldrix.monitoring.common.page.Page;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes anomalies of what is reported, each once however often it comes; they join events as those do that were found here. */
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

    /** Takes one in; a repetition, and an end of what was not known, change nothing. */
    void take(Reported reported) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(status -> {
            boolean fresh = jdbc.sql(SEEN)
                            .param("shard", NO_SHARD)
                            .param("message", "reported " + reported.id() + " " + reported.time())
                            .param("now", Timestamp.from(now))
                            .update()
                    > 0;
            if (fresh) {
                anomaly(reported).ifPresent(anomaly -> {
                    try (FindingsSink.Writing writing = sink.begin(now)) {
                        writing.found(anomaly.series(), new Found(anomaly, Trace.EMPTY));
                    }
                });
            }
        });
    }

    private Optional<Anomaly> anomaly(Reported reported) {
        return switch (reported.time()) {
            case Reported.Begins begins ->
                openOf(reported).isPresent() ? Optional.empty() : Optional.of(from(reported, begins.at(), null));
            case Reported.Over over ->
                openOf(reported)
                        .map(one -> new Anomaly(
                                one.id(),
                                one.series(),
                                one.type(),
                                one.startedAt(),
                                one.peak(),
                                over.at().isBefore(one.startedAt()) ? one.startedAt() : over.at(),
                                one.severity(),
                                one.evidence()));
            case Reported.Was was -> Optional.of(from(reported, was.from(), was.at()));
        };
    }

    private static Anomaly from(Reported reported, Instant start, @Nullable Instant end) {
        return new Anomaly(
                Anomaly.identity(reported.series(), start),
                reported.series(),
                type(reported),
                start,
                new Peak(start, reported.value(), reported.expected(), 0),
                end,
                reported.finding().severity(),
                List.of(reported.finding().evidence()));
    }

    private static AnomalyType type(Reported reported) {
        if (reported.value() > reported.expected().high()) {
            return AnomalyType.SPIKE;
        }
        return reported.value() < reported.expected().low() ? AnomalyType.DIP : AnomalyType.PATTERN_DEVIATION;
    }

    private Optional<Anomaly> openOf(Reported reported) {
        AnomalyFilter filter = new AnomalyFilter(
                reported.series().find("__name__"),
                reported.series().find("region"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty());
        return anomalies.find(filter, Optional.empty(), Page.MOST).items().stream()
                .filter(one -> one.series().equals(reported.series()))
                .findFirst();
    }
}
