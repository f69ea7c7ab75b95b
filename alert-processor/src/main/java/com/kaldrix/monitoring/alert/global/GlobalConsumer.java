package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.RegionHeartbeat;
import com.kaldrix.monitoring.common.queue.Queue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Takes events of all regions from a queue, and deletes them once their effect is committed. Events need no inbox: one that comes again changes nothing.
 * What cannot be read goes to the dead-letter queue with a reason.
 */
final class GlobalConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(GlobalConsumer.class);
    private static final int SOON = 2;

    private final Queue queue;
    private final GlobalView view;
    private final Ear ear;
    private final Counter heard;
    private final Counter poison;

    GlobalConsumer(Queue queue, GlobalView view, Ear ear, MeterRegistry meters) {
        this.queue = queue;
        this.view = view;
        this.ear = ear;
        this.heard = Counter.builder("kaldrix_global_events")
                .description("Events of all regions that the global view took in")
                .register(meters);
        this.poison = Counter.builder("kaldrix_global_events_poison")
                .description("Messages to the global view that could not be read and went to the dead-letter queue")
                .register(meters);
    }

    /**
     * Receives once and deals with what comes.
     *
     * @return false when the database or the queue fails for now
     */
    boolean consume(int waitSeconds) {
        try {
            List<Message> messages = queue.receive(waitSeconds);
            ear.listened();
            return messages.isEmpty() || settle(messages);
        } catch (SdkException e) {
            LOG.atWarn().setCause(e).addKeyValue("queue", queue.name().name()).log("The queue cannot be reached");
            return false;
        }
    }

    private boolean settle(List<Message> messages) {
        Map<Message, GlobalEvents.Reading> readings = new LinkedHashMap<>();
        messages.forEach(message -> readings.put(message, GlobalEvents.read(Queue.unwrap(message))));
        List<Message> done = new ArrayList<>();
        try {
            take(List.copyOf(readings.values()));
            readings.forEach((message, reading) -> {
                if (reading instanceof GlobalEvents.Poison bad) {
                    bury(message, bad.reason());
                }
                done.add(message);
            });
            return true;
        } catch (DataIntegrityViolationException e) {
            readings.forEach((message, reading) -> takeAlone(message, reading, done));
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn().setCause(e).log("Events of other regions cannot be kept for now");
            messages.forEach(message -> queue.giveBack(message, SOON));
            return false;
        } finally {
            queue.delete(done);
        }
    }

    private void take(List<GlobalEvents.Reading> readings) {
        List<CloudEvent<AlertLifecycle>> events = new ArrayList<>();
        List<RegionHeartbeat> beats = new ArrayList<>();
        for (GlobalEvents.Reading reading : readings) {
            switch (reading) {
                case GlobalEvents.Happened found -> events.add(found.event());
                case GlobalEvents.Alive found -> beats.add(found.beat());
                case GlobalEvents.Ignored nothing -> {}
                case GlobalEvents.Poison bad -> {}
            }
        }
        view.hear(events);
        ear.hear(beats);
        heard.increment(events.size() + beats.size());
    }

    /** One that cannot be kept must not hold up the others. */
    private void takeAlone(Message message, GlobalEvents.Reading reading, List<Message> done) {
        try {
            take(List.of(reading));
            if (reading instanceof GlobalEvents.Poison bad) {
                bury(message, bad.reason());
            }
        } catch (DataIntegrityViolationException e) {
            bury(message, "cannot be kept: " + e.getMostSpecificCause().getMessage());
        }
        done.add(message);
    }

    private void bury(Message message, String reason) {
        queue.bury(message, reason);
        poison.increment();
    }

    void close() {
        queue.close();
    }
}
