package com.kaldrix.monitoring.compliance.housekeeping;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.kaldrix.monitoring.compliance.own.TrailIntegrity;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Does what is to be done from time to time, on whichever replica takes it first. */
@Component
@ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
class Housekeeping implements SmartLifecycle {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final DataSource database;
    private final Clock clock;
    private final List<RecurringTask<?>> tasks;
    private @Nullable Scheduler scheduler;

    Housekeeping(DataSource database, Retention retention, TrailIntegrity trail, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.tasks = List.of(
                task("forget-messages", Duration.ofHours(1), retention::forgetMessages),
                task("forget-history", Duration.ofHours(1), retention::forgetHistory),
                task("judge-audit-trail", Duration.ofHours(6), trail::judge));
    }

    /** A scheduler works once; one that begins again is a new one. */
    private Scheduler scheduler() {
        return Scheduler.create(database)
                .startTasks(tasks)
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed(
                        ManagementFactory.getRuntimeMXBean().getName()))
                .threads(1)
                .pollingInterval(LOOK)
                .shutdownMaxWait(STOP)
                .build();
    }

    private static RecurringTask<?> task(String name, Duration delay, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(delay)).execute((instance, context) -> work.run());
    }

    @Override
    public synchronized void start() {
        Scheduler fresh = scheduler();
        fresh.start();
        scheduler = fresh;
    }

    @Override
    public synchronized void stop() {
        Scheduler working = scheduler;
        scheduler = null;
        if (working != null) {
            working.stop();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
