package com.kaldrix.monitoring.local.fleet;

import java.util.List;
import java.util.stream.Stream;

/** What a node's {@code /metrics} page says about transactions, requests and access. */
final class Application {
    private static final double USERS_AT_BASE_RATE = 12;
    private static final double VALUE_OF_A_TRANSACTION = 42;
    private static final double CHECKS = 50;

    private final Counters transactions = Counters.counter(
            "kaldrix_node_transactions_total", "Final transactions by outcome", "status", "ok", "failed");
    private final Distribution latency = new Distribution(
            "kaldrix_node_transaction_latency_seconds",
            "From submission to finality",
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2,
            5,
            10,
            30);
    private final Counters value = Counters.counter(
            "kaldrix_node_transaction_value_total", "Value that final transactions moved, in KDX", "", "");
    private final Counters users =
            Counters.gauge("kaldrix_node_active_users", "Different users of the last five minutes", "", "");
    private final Counters requests =
            Counters.counter("kaldrix_node_requests_total", "Requests to the API", "status", "ok", "error");
    private final Counters authentications =
            Counters.counter("kaldrix_node_authentications_total", "Log-ins by result", "result", "success", "failure");
    private final Counters authorizations = Counters.counter(
            "kaldrix_node_authorizations_total", "Decisions about access by result", "result", "granted", "denied");
    private final Counters incidents = Counters.counter(
            "kaldrix_node_security_incidents_total",
            "What the node takes for an attack",
            "kind",
            "intrusion",
            "double_sign",
            "tampering");
    private final Counters checks = Counters.gauge(
            "kaldrix_node_compliance_checks",
            "Checks of the configuration by latest result",
            "result",
            "passed",
            "failed");

    /** Lives one second. */
    void live(Conditions now) {
        double failing = now.has(FaultKind.TRANSACTION_FAILURES) ? 0.3 : 0.004 * (1 + 0.3 * now.chance());
        double ending = now.chainMoves() ? now.rate() : 0;
        transactions.add("ok", ending * (1 - failing));
        transactions.add("failed", ending * failing + (now.chainMoves() ? 0 : now.rate() * 0.05));
        latency.add(ending, 0.7 * now.slowness(), 3.5);
        value.add("", ending * (1 - failing) * VALUE_OF_A_TRANSACTION * (1 + 0.2 * now.chance()));
        users.set("", Math.rint(now.rate() * USERS_AT_BASE_RATE));
        requests.add("ok", now.rate() * 3);
        requests.add("error", now.rate() * (now.has(FaultKind.TRANSACTION_FAILURES) ? 0.4 : 0.006));
        authentications.add("success", now.rate() * 0.05);
        authentications.add("failure", now.rate() * 0.001 * (1 + now.chance()));
        authorizations.add("granted", now.rate() * 1.5);
        authorizations.add("denied", now.rate() * 0.004);
        checks.set("passed", CHECKS - 2);
        checks.set("failed", 2);
    }

    /** The process begins anew. */
    void restart() {
        Stream.of(transactions, value, users, requests, authentications, authorizations, incidents, checks)
                .forEach(Counters::reset);
        latency.reset();
    }

    List<MetricFamily> families() {
        return List.of(
                transactions.family(),
                latency.family(),
                value.family(),
                users.family(),
                requests.family(),
                authentications.family(),
                authorizations.family(),
                incidents.family(),
                checks.family());
    }
}
