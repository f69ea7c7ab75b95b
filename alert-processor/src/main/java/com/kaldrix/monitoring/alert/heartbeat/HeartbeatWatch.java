package com.kaldrix.monitoring.alert.heartbeat;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes an alert of each heartbeat that was silent for too long, once, whichever replica sees it first. */
@Component
class HeartbeatWatch implements Work {
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** Without a look for so long the suite itself was away, or its database: then everybody gets their time anew. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Heartbeats heartbeats;
    private final HeartbeatRows rows;
    private final Intake intake;
    private final PublicAddress address;
    private final TransactionOperations transactions;
    private final Clock clock;

    HeartbeatWatch(
            Heartbeats heartbeats,
            HeartbeatRows rows,
            Intake intake,
            PublicAddress address,
            TransactionOperations transactions,
            Clock clock) {
        this.heartbeats = heartbeats;
        this.rows = rows;
        this.intake = intake;
        this.address = address;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "heartbeats";
    }

    @Override
    public Duration run(Wake wake) {
        transactions.executeWithoutResult(status -> look(clock.instant()));
        return LOOK;
    }

    private void look(Instant now) {
        Map<String, Heartbeat> all = heartbeats.all();
        List<IncomingAlert> reports = new ArrayList<>();
        rows.forgetAllBut(all.keySet()).forEach(alert -> reports.add(Heartbeats.end(alert, now)));
        if (!all.isEmpty()) {
            Instant resumed = rows.watched(now, PAUSE);
            rows.know(all.keySet(), now);
            all.values().stream()
                    .filter(heartbeat -> rows.lost(heartbeat, resumed, now))
                    .map(heartbeat -> begin(heartbeat, now))
                    .forEach(reports::add);
        }
        if (!reports.isEmpty()) {
            intake.accept(reports);
        }
    }

    private IncomingAlert begin(Heartbeat heartbeat, Instant now) {
        Map<String, String> words = Map.of(
                "summary",
                "Nothing was heard of " + heartbeat.name() + " for "
                        + PrometheusDuration.format(heartbeat.silentAfter()),
                "description",
                "It must speak more often than that. Either it is down, or what it says does not arrive here.");
        return new IncomingAlert(
                        Heartbeats.SOURCE, heartbeat.alert(), words, now, null, address.root() + "/api/v1/heartbeats")
                .heldUntilResolved(now);
    }
}
