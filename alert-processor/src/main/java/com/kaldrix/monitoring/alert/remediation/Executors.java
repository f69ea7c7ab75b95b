package com.kaldrix.monitoring.alert.remediation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Whoever carries things out, by kind. Nothing that they throw goes further than here. */
@Component
class Executors {
    private static final Logger LOG = LoggerFactory.getLogger(Executors.class);

    private final Map<Order.Kind, Executor> byKind = new EnumMap<>(Order.Kind.class);

    Executors(List<Executor> all) {
        all.forEach(executor -> executor.kinds().forEach(kind -> byKind.put(kind, executor)));
        for (Order.Kind kind : Order.Kind.values()) {
            if (!byKind.containsKey(kind)) {
                throw new IllegalStateException("nobody carries out " + kind.word());
            }
        }
    }

    Progress begin(Executor.Task task) {
        try {
            return executor(task).begin(task);
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("remediation", task.id()).log("Cannot tell whether it was begun");
            return new Progress.Unclear("broke off with " + e);
        }
    }

    Progress look(Executor.Task task, String reference) {
        try {
            return executor(task).look(task, reference);
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).addKeyValue("remediation", task.id()).log("Cannot be asked for now");
            return new Progress.Silent("nobody could be asked: " + e.getClass().getSimpleName());
        }
    }

    private Executor executor(Executor.Task task) {
        Executor executor = byKind.get(task.order().kind());
        if (executor == null) {
            throw new IllegalStateException("nobody carries out " + task.order().kind());
        }
        return executor;
    }
}
