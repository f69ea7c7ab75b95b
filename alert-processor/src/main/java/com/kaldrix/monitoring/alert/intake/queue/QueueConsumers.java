package com.kaldrix.monitoring.alert.intake.queue;

import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.intake.IntakeMetrics;
import com.kaldrix.monitoring.alert.intake.queue.QueueConsumer.QueueSigns;
import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.common.time.WallClock;
import com.kaldrix.monitoring.common.work.Pauses;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs the consumers of all queues from the start of the service to its end. */
@Component
@EnableConfigurationProperties(IntakeProperties.class)
class QueueConsumers implements SmartLifecycle {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final IntakeProperties properties;
    private final List<Queue> queues = new ArrayList<>();
    private final List<QueueConsumer> consumers = new ArrayList<>();
    private final JdbcClient jdbc;
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running;

    QueueConsumers(
            IntakeProperties properties,
            Queues clients,
            Supplier<MessageReader> reader,
            Intake intake,
            IntakeMetrics metrics,
            Observed observed) {
        this.properties = properties;
        this.jdbc = observed.jdbc();
        QueueSigns signs = new QueueSigns(
                new QueueAge(observed.meters(), observed.wallClock().clock()), observed.health());
        for (QueueName name : properties.queueNames()) {
            Queue queue = Queue.open(clients.in(name.region()), name);
            queues.add(queue);
            consumers.add(new QueueConsumer(queue, reader, intake, metrics, signs));
        }
    }

    /**
     * @param jdbc tells whether the database is there
     * @param meters where metrics go
     * @param health where it is noted whether queues can be reached
     * @param wallClock the time as the queues see it
     */
    @Component
    record Observed(JdbcClient jdbc, MeterRegistry meters, QueuesHealth health, WallClock wallClock) {}

    @Override
    public void start() {
        running = true;
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("queue-", 0).factory());
        for (QueueConsumer consumer : consumers) {
            for (int i = 0; i < properties.consumers(); i++) {
                threads.execute(() -> loop(consumer));
            }
        }
    }

    private void loop(QueueConsumer consumer) {
        while (running) {
            if (!consumer.consume(properties.longPoll())) {
                do {
                    if (!Pauses.sleep(PAUSE)) {
                        return;
                    }
                } while (running && !databaseIsThere());
            }
        }
    }

    private boolean databaseIsThere() {
        try {
            return jdbc.sql("select 1").query(Integer.class).single() == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.shutdown();
        if (!Pauses.await(threads, STOP)) {
            threads.shutdownNow();
        }
        queues.forEach(Queue::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
