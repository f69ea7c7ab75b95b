package com.kaldrix.monitoring.alert.remediation.action;

import com.kaldrix.monitoring.alert.remediation.Executor.Task;
import com.kaldrix.monitoring.alert.remediation.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Tasks for tests. */
final class Tasks {
    static final UUID ID = UUID.fromString("01980c10-2e00-7c33-a000-00000000b001");

    private Tasks() {}

    static Task of(Order.Kind kind, String... namesAndValues) {
        return of(Duration.ofSeconds(5), kind, namesAndValues);
    }

    static Task of(Duration timeout, Order.Kind kind, String... namesAndValues) {
        Map<String, String> settings = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Task(ID, new Order(kind, settings), "core/gateway", timeout, Instant.parse("2026-03-02T03:00:00Z"));
    }
}
