package com.kaldrix.monitoring.common.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the workers of this process that there is work, so that they need not wait until they look by themselves. */
public final class Bell {
    private final List<Work.Wake> listeners = new CopyOnWriteArrayList<>();

    /** Adds somebody to be woken. */
    public void add(Work.Wake listener) {
        listeners.add(listener);
    }

    /** Wakes all at once. */
    public void ring() {
        listeners.forEach(Work.Wake::now);
    }

    /** Wakes all when the caller's transaction has been committed, or at once when there is none. */
    public void ringAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ring();
            }
        });
    }
}
