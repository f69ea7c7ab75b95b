package com.kaldrix.monitoring.anomaly.alarm;

import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.common.queue.QueueName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Hears alarms from a queue; a message is deleted when its effect is committed. Every replica may hear. */
final class AlarmIntake implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmIntake.class);
    private static final int LONG_POLL = 5;
    private static final long PAUSE_MILLIS = 2_000;
    private static final Duration STOP = Duration.ofSeconds(12);

    private final QueueName name;
    private final Queues queues;
    private final AlarmDesk desk;
    private final MeterRegistry meters;
    private final AlarmReader reader = new AlarmReader();
    private CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    AlarmIntake(QueueName name, Queues queues, AlarmDesk desk, MeterRegistry meters) {
        this.name = name;
        this.queues = queues;
        this.desk = desk;
        this.meters = meters;
    }

    @Override
    public synchronized void start() {
        CountDownLatch until = new CountDownLatch(1);
        stopped = until;
        Queue queue = Queue.open(queues.in(name.region()), name);
        thread = Thread.ofVirtual().name("alarms").start(() -> run(queue, until));
    }

    private void run(Queue queue, CountDownLatch until) {
        try (queue) {
            while (until.getCount() > 0) {
                if (!once(queue)) {
                    until.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean once(Queue queue) {
        try {
            List<Message> done = new ArrayList<>();
            for (Message message : queue.receive(LONG_POLL)) {
                take(queue, message, done);
            }
            queue.delete(done);
            return true;
        } catch (SdkException e) {
            LOG.atWarn().setCause(e).addKeyValue("queue", name).log("Alarms cannot be heard for now");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("queue", name).log("An alarm could not be taken in and comes again");
        }
        return false;
    }

    private void take(Queue queue, Message message, List<Message> done) {
        switch (reader.read(Queue.unwrap(message))) {
            case Read.Found found -> {
                desk.take(found.reported());
                done.add(message);
                count("taken");
            }
            case Read.Ignored ignored -> {
                done.add(message);
                count("ignored");
            }
            case Read.Poison poison -> {
                queue.bury(message, poison.reason());
                count("poison");
            }
        }
    }

    private void count(String outcome) {
        meters.counter("kaldrix.anomaly.alarms", "outcome", outcome).increment();
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        Thread running = thread;
        thread = null;
        try {
            if (running != null && !running.join(STOP)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
