package com.kaldrix.monitoring.local.aws.sqs;

import java.io.IOException;
import org.apache.pekko.actor.AbstractActor;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/** Writes what ElasticMQ tells about its queues into the journal; a sender gets its answer after that. */
final class JournalActor extends AbstractActor {
    private final QueueJournal journal;

    JournalActor(QueueJournal journal) {
        this.journal = journal;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(
                        QueueEvent.MessageAdded.class,
                        event -> keep(new JournalEntry.MessageAdded(
                                event.queueName(), ElasticMqTypes.stored(event.message()))))
                .match(
                        QueueEvent.MessageUpdated.class,
                        event -> keep(new JournalEntry.MessageHandled(
                                event.queueName(), event.message().id(), ElasticMqTypes.handling(event.message()))))
                .match(
                        QueueEvent.MessageRemoved.class,
                        event -> keep(new JournalEntry.MessageRemoved(event.queueName(), event.messageId())))
                .match(
                        QueueEvent.QueueCreated.class,
                        event -> journal.append(new JournalEntry.QueueDefined(ElasticMqTypes.stored(event.queue()))))
                .match(
                        QueueEvent.QueueMetadataUpdated.class,
                        event -> journal.append(new JournalEntry.QueueDefined(ElasticMqTypes.stored(event.queue()))))
                .match(
                        QueueEvent.QueueDeleted.class,
                        event -> journal.append(new JournalEntry.QueueDeleted(event.queueName())))
                .match(JournalEntry.class, this::keep)
                .build();
    }

    @Override
    public void postStop() throws IOException {
        journal.close();
    }

    private void keep(JournalEntry entry) {
        journal.append(entry);
        getSender().tell(OperationSuccessful$.MODULE$, getSelf());
    }
}
