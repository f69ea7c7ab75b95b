package com.kaldrix.monitoring.compliance.intake;

import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.common.queue.Queue;
import com.kaldrix.monitoring.compliance.collect.Dispatcher;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.TransactionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Takes messages from one queue: reads them, has their effect committed, and deletes them after that. What cannot be read goes to the dead-letter
 * queue with a reason; what can be read in part has its effect, and goes there as well. What cannot be committed for now goes back.
 */
final class QueueConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);
    private static final int SOON = 2;

    /** So many messages have their effect in one transaction at most; a queue hands out ten at a time. */
    private static final int MOST = 100;

    private static final int HANDFUL = 10;

    /** And so many characters, for a message may be as large as a megabyte, and each thread holds its own. */
    private static final long MOST_CHARACTERS = 2_000_000;

    private final Queue queue;
    private final Dispatcher dispatcher;
    private final Consumer<Map<String, Collected>> intake;
    private final IntakeMetrics metrics;
    private final QueuesHealth health;

    /** @param intake has the effect of messages committed, as {@link Intake#accept} does */
    QueueConsumer(
            Queue queue,
            Dispatcher dispatcher,
            Consumer<Map<String, Collected>> intake,
            IntakeMetrics metrics,
            QueuesHealth health) {
        this.queue = queue;
        this.dispatcher = dispatcher;
        this.intake = intake;
        this.metrics = metrics;
        this.health = health;
    }

    /** A message and what it brought. */
    private record Read(Message message, String identity, Collected collected) {}

    /**
     * Receives what is there, a hundred at most, and deals with it.
     *
     * @return false when the database or the queue fails for now: the caller waits and sees that the database is back before it calls again
     */
    boolean consume(Duration wait) {
        List<Message> done = new ArrayList<>();
        try {
            List<Message> messages = receive(wait);
            List<Read> read = messages.stream().map(this::read).toList();
            try {
                take(read, done);
            } finally {
                queue.delete(done);
            }
            return true;
        } catch (SdkException e) {
            health.reached(queue, false);
            LOG.atWarn().setCause(e).addKeyValue("queue", queue.name().name()).log("The queue cannot be reached");
            return false;
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn().setCause(e).addKeyValue("queue", queue.name().name()).log("Findings cannot be kept for now");
            return false;
        }
    }

    /** Waits for the first ones only. What came before a request that fails is dealt with all the same. */
    private List<Message> receive(Duration wait) {
        List<Message> all = new ArrayList<>(queue.receive((int) wait.toSeconds()));
        health.reached(queue, true);
        int latest = all.size();
        try {
            while (latest == HANDFUL && all.size() < MOST && characters(all) < MOST_CHARACTERS) {
                List<Message> more = queue.receive(0);
                all.addAll(more);
                latest = more.size();
            }
        } catch (SdkException e) {
            LOG.atDebug().setCause(e).log("No more messages can be received for now");
        }
        return all;
    }

    private static long characters(List<Message> messages) {
        return messages.stream().mapToLong(message -> message.body().length()).sum();
    }

    private Read read(Message message) {
        SnsEnvelope.Unwrapped unwrapped = Queue.unwrap(message);
        String id =
                unwrapped instanceof SnsEnvelope.Message found ? found.message().id() : message.messageId();
        Collected collected = unwrapped instanceof SnsEnvelope.Message found
                ? dispatcher.read(found.message().orFrom(queue.name().region()))
                : dispatcher.read(unwrapped);
        return new Read(message, queue.name() + "/" + id, collected);
    }

    /** All together, for speed; one by one when together they fail, so that one cannot hold up the others. */
    private void take(List<Read> messages, List<Message> done) {
        List<Read> wanted = new ArrayList<>();
        for (Read one : messages) {
            switch (one.collected()) {
                case Collected.Ignored ignored -> {
                    metrics.ignored();
                    done.add(one.message());
                }
                case Collected.Poison poison -> {
                    bury(one.message(), poison.reason());
                    done.add(one.message());
                }
                case Collected.Findings found -> wanted.add(one);
                case Collected.Done found -> wanted.add(one);
                case Collected.Changed found -> wanted.add(one);
                case Collected.Answered found -> wanted.add(one);
                case Collected.Remediated found -> wanted.add(one);
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, Collected> together = new LinkedHashMap<>();
        wanted.forEach(one -> together.put(one.identity(), one.collected()));
        try {
            intake.accept(together);
            wanted.forEach(one -> accepted(one, done));
        } catch (DataAccessException | TransactionException e) {
            if (passes(e)) {
                wanted.forEach(one -> queue.giveBack(one.message(), SOON));
                throw e;
            }
            wanted.forEach(one -> takeAlone(one, done));
        }
    }

    private void takeAlone(Read one, List<Message> done) {
        try {
            intake.accept(Map.of(one.identity(), one.collected()));
            accepted(one, done);
        } catch (DataAccessException | TransactionException e) {
            if (passes(e)) {
                queue.giveBack(one.message(), SOON);
                throw e;
            }
            bury(one.message(), "cannot be kept: " + e.getMessage());
            done.add(one.message());
        }
    }

    /** Whether trying again later may succeed. */
    private static boolean passes(RuntimeException failure) {
        return !(failure instanceof DataIntegrityViolationException
                || failure instanceof InvalidDataAccessResourceUsageException);
    }

    private void accepted(Read one, List<Message> done) {
        metrics.accepted();
        if (one.collected() instanceof Collected.Findings found
                && !found.problems().isEmpty()) {
            bury(one.message(), String.join("; ", found.problems()));
        }
        done.add(one.message());
    }

    private void bury(Message message, String reason) {
        queue.bury(message, reason);
        metrics.poison();
    }
}
