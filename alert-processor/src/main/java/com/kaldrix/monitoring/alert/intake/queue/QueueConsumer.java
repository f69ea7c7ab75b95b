package com.kaldrix.monitoring.alert.intake.queue;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.intake.IntakeMetrics;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.common.queue.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Takes messages from one queue: reads them, has their effect committed, and deletes them after that. What cannot be read
 * goes to the dead-letter queue with a reason. While the database is away nothing is received, so that no message uses up its
 * receives and ends in the dead-letter queue for no fault of its own.
 */
final class QueueConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(QueueConsumer.class);
    private static final int SOON = 2;

    private final Queue queue;
    private final Supplier<MessageReader> reader;
    private final Intake intake;
    private final IntakeMetrics metrics;
    private final QueueAge age;
    private final QueuesHealth health;

    QueueConsumer(Queue queue, Supplier<MessageReader> reader, Intake intake, IntakeMetrics metrics, QueueSigns signs) {
        this.queue = queue;
        this.reader = reader;
        this.intake = intake;
        this.metrics = metrics;
        this.age = signs.age();
        this.health = signs.health();
    }

    /**
     * What people see of a queue.
     *
     * @param age how long messages wait
     * @param health whether it can be reached
     */
    record QueueSigns(QueueAge age, QueuesHealth health) {}

    /**
     * Receives once and deals with what comes.
     *
     * @return false when the database or the queue fails for now: the caller waits and sees that the database is back before
     *     it calls again
     */
    boolean consume(Duration wait) {
        List<Message> messages;
        try {
            messages = queue.receive((int) wait.toSeconds());
            health.reached(queue, true);
        } catch (SdkException e) {
            health.reached(queue, false);
            LOG.atWarn().setCause(e).addKeyValue("queue", queue.name().name()).log("The queue cannot be reached");
            return false;
        }
        age.seen(
                queue,
                messages.stream()
                        .map(message -> message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP))
                        .toList());
        if (messages.isEmpty()) {
            return true;
        }
        try {
            return settle(read(messages));
        } catch (SdkException e) {
            LOG.atWarn().setCause(e).addKeyValue("queue", queue.name().name()).log("The queue cannot be reached");
            return false;
        }
    }

    /** Commits and then deletes; what cannot be committed for now goes back to the queue. */
    private boolean settle(Batch batch) {
        try {
            commit(batch);
            tell(batch);
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn().setCause(e).addKeyValue("queue", queue.name().name()).log("Alerts cannot be kept for now");
            Stream.concat(batch.reports().keySet().stream(), batch.others().keySet().stream())
                    .filter(message -> !batch.done().contains(message))
                    .forEach(message -> queue.giveBack(message, SOON));
            return false;
        } finally {
            queue.delete(batch.done());
        }
    }

    /**
     * Messages that were received together.
     *
     * @param reports what they report, by message
     * @param others what else they bring, by message
     * @param done what may be deleted once the reports are committed
     */
    private record Batch(Map<Message, Report> reports, Map<Message, Told> others, List<Message> done) {}

    private record Report(String identity, List<IncomingAlert> alerts, List<String> problems) {}

    /** A notice, a change or a request is taken in alone: none holds up an alert. */
    private record Told(Runnable effect) {}

    private Batch read(List<Message> messages) {
        Batch batch = new Batch(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        MessageReader shapes = reader.get();
        for (Message message : messages) {
            SnsEnvelope.Unwrapped unwrapped = Queue.unwrap(message);
            Reading reading = unwrapped instanceof SnsEnvelope.Message found
                    ? shapes.read(found.message().orFrom(queue.name().region()))
                    : shapes.read(unwrapped);
            switch (reading) {
                case Reading.Alerts found ->
                    batch.reports()
                            .put(message, new Report(identity(message, unwrapped), found.alerts(), found.problems()));
                case Reading.Told found ->
                    batch.others()
                            .put(message, told(identity(message, unwrapped), id -> intake.accept(id, found.notice())));
                case Reading.Changed found ->
                    batch.others()
                            .put(message, told(identity(message, unwrapped), id -> intake.accept(id, found.change())));
                case Reading.Asked found ->
                    batch.others()
                            .put(message, told(identity(message, unwrapped), id -> intake.accept(id, found.request())));
                case Reading.Ignored ignored -> {
                    metrics.ignored();
                    batch.done().add(message);
                }
                case Reading.Poison found -> {
                    bury(message, found.reason());
                    batch.done().add(message);
                }
            }
        }
        return batch;
    }

    private static Told told(String identity, Consumer<String> effect) {
        return new Told(() -> effect.accept(identity));
    }

    private String identity(Message message, SnsEnvelope.Unwrapped unwrapped) {
        String id =
                unwrapped instanceof SnsEnvelope.Message found ? found.message().id() : message.messageId();
        return queue.name() + "/" + id;
    }

    /** All together, for speed; one by one when together they fail, so that one cannot hold up the others. */
    private void commit(Batch batch) {
        Map<String, List<IncomingAlert>> together = new LinkedHashMap<>();
        batch.reports().values().forEach(report -> together.put(report.identity(), report.alerts()));
        try {
            if (!together.isEmpty()) {
                intake.accept(together);
            }
            batch.reports().forEach((message, report) -> committed(batch, message, report));
        } catch (DataAccessException | TransactionException e) {
            if (Failures.passes(e)) {
                throw e;
            }
            batch.reports().forEach((message, report) -> commitAlone(batch, message, report));
        }
    }

    private void tell(Batch batch) {
        batch.others().forEach((message, told) -> {
            try {
                told.effect().run();
                metrics.accepted();
            } catch (DataAccessException | TransactionException e) {
                if (Failures.passes(e)) {
                    throw e;
                }
                bury(message, "cannot be kept: " + e.getMostSpecificCause().getMessage());
            }
            batch.done().add(message);
        });
    }

    private void commitAlone(Batch batch, Message message, Report report) {
        try {
            intake.accept(Map.of(report.identity(), report.alerts()));
            committed(batch, message, report);
        } catch (DataAccessException | TransactionException e) {
            if (Failures.passes(e)) {
                throw e;
            }
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("messageId", report.identity())
                    .log("A message cannot be kept");
            bury(message, "cannot be kept: " + e.getMostSpecificCause().getMessage());
            batch.done().add(message);
        }
    }

    private void committed(Batch batch, Message message, Report report) {
        report.alerts().forEach(alert -> metrics.received(alert.source(), 1));
        metrics.accepted();
        if (!report.problems().isEmpty()) {
            bury(message, String.join("; ", report.problems()));
        }
        batch.done().add(message);
    }

    private void bury(Message message, String reason) {
        queue.bury(message, reason);
        metrics.poison();
    }
}
