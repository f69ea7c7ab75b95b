package com.kaldrix.monitoring.compliance.intake;

import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.queue.QueueName;
import com.kaldrix.monitoring.common.work.Pauses;
import com.kaldrix.monitoring.compliance.collect.Dispatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the consumers of all queues from the start of the service to its end. While the database is away nothing is received. */
final class QueueConsumers implements SmartLifecycle {
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
            Dispatcher dispatcher,
            Intake intake,
            Signs signs,
            JdbcClient jdbc) {
        this.properties = properties;
        this.jdbc = jdbc;
        for (QueueName name : properties.queueNames()) {
            Queue queue = Queue.open(clients.in(name.region()), name);
            queues.add(queue);
            consumers.add(new QueueConsumer(queue, dispatcher, intake::accept, signs.metrics(), signs.health()));
        }
    }

    /** What people see of the queues. */
    record Signs(IntakeMetrics metrics, QueuesHealth health) {}

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
