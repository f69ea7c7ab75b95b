package com.kaldrix.monitoring.alert.remediation;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Carries out orders of some kinds. */
public interface Executor {
    /** Which kinds; no other executor has one of them. */
    Set<Order.Kind> kinds();

    /**
     * Begins it. Called once in the life of a task, whatever comes of it. Returns within the task's timeout.
     *
     * @return anything but {@link Progress.Silent}
     */
    Progress begin(Task task);

    /**
     * Looks how far one has come that runs. Called often; changes nothing.
     *
     * @param reference that of {@link Progress.Running}
     */
    Progress look(Task task, String reference);

    /**
     * What is to be carried out.
     *
     * @param id identity; where the other side knows such keys, what keeps it from doing one twice
     * @param order what
     * @param target what it is done to
     * @param timeout how long it may take
     * @param startedAt when it was begun
     */
    record Task(UUID id, Order order, String target, Duration timeout, Instant startedAt) {}
}
