package com.kaldrix.monitoring.alert.housekeeping;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.kaldrix.monitoring.alert.notify.Replica;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Does what is to be done from time to time, on whichever replica takes it first. */
@Component
@ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
class Housekeeping implements SmartLifecycle {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private volatile boolean running;

    Housekeeping(
            DataSource database,
            Retention retention,
            SilenceRetention silences,
            WindowRetention windows,
            Replica replica,
            Clock clock) {
        List<RecurringTask<?>> tasks = List.of(
                task("forget-alerts", Duration.ofMinutes(1), retention::forgetAlerts),
                task("forget-silences", Duration.ofHours(1), silences::forgetSilences),
                task("forget-windows", Duration.ofHours(1), windows::forgetWindows),
                task("forget-messages", Duration.ofHours(1), retention::forgetMessages),
                task("forget-incidents", Duration.ofHours(1), retention::forgetIncidents));
        this.scheduler = Scheduler.create(database)
                .startTasks(tasks)
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed(replica.name()))
                .threads(1)
                .pollingInterval(LOOK)
                .shutdownMaxWait(STOP)
                .build();
    }

    private static RecurringTask<?> task(String name, Duration delay, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(delay)).execute((instance, context) -> work.run());
    }

    @Override
    public void start() {
        scheduler.start();
        running = true;
    }

    @Override
    public void stop() {
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
