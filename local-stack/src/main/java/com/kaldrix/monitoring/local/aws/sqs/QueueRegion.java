package com.kaldrix.monitoring.local.aws.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.util.Either;

/** The queues of one region. */
public final class QueueRegion {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    private final ActorRef queues;
    private final @Nullable ActorRef journal;
    private final int port;

    private QueueRegion(ActorRef queues, @Nullable ActorRef journal, int port) {
        this.queues = queues;
        this.journal = journal;
        this.port = port;
    }

    static QueueRegion start(ActorSystem system, String region, NodeAddress front, @Nullable QueueJournal kept) {
        // Read before the journal's actor starts to write.
        Map<StoredQueue, List<StoredMessage>> known = new LinkedHashMap<>();
        if (kept != null) {
            kept.queues().forEach(queue -> known.put(queue, kept.messages(queue.name())));
        }
        ActorRef journal =
                kept == null ? null : system.actorOf(Props.create(JournalActor.class, () -> new JournalActor(kept)));
        ActorRef queues = system.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(journal))));
        restore(queues, known);
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(system)
                .withQueueManagerActor(queues)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withServerAddress(front)
                .withAWSRegion(region)
                .withAWSAccountId(QueueRegions.ACCOUNT)
                .start();
        Http.ServerBinding binding = server.waitUntilStarted();
        return new QueueRegion(queues, journal, binding.localAddress().getPort());
    }

    int port() {
        return port;
    }

    /**
     * Puts messages into a queue; all of them are there, and in the journal, when this returns.
     *
     * @return false when there is no such queue
     */
    public boolean send(String queue, List<OutgoingMessage> messages) {
        Option<?> found = (Option<?>) ask(queues, new LookupQueue(queue)).join();
        if (!(found.isDefined() && found.get() instanceof ActorRef actor)) {
            return false;
        }
        List<CompletableFuture<Object>> sent = new ArrayList<>();
        for (OutgoingMessage message : messages) {
            sent.add(ask(actor, new SendMessage(ElasticMqTypes.newMessage(message))));
        }
        try {
            sent.forEach(CompletableFuture::join);
            return true;
        } catch (CompletionException failure) {
            if (((Option<?>) ask(queues, new LookupQueue(queue)).join()).isEmpty()) {
                return false;
            }
            throw failure;
        }
    }

    /** Forgets the messages of a queue that was purged, of which ElasticMQ itself tells nobody. */
    void purged(String queue) {
        if (journal != null) {
            ask(journal, new JournalEntry.QueuePurged(queue)).join();
        }
    }

    /** A queue finds its dead-letter queue only if that was made before. */
    private static void restore(ActorRef queues, Map<StoredQueue, List<StoredMessage>> known) {
        List<RestoredQueue> restored = new ArrayList<>();
        Set<String> there = new HashSet<>();
        Set<String> all = known.keySet().stream().map(StoredQueue::name).collect(Collectors.toSet());
        List<StoredQueue> waiting = new ArrayList<>(known.keySet());
        while (!waiting.isEmpty()) {
            List<StoredQueue> ready = waiting.stream()
                    .filter(queue -> !all.contains(String.valueOf(queue.deadLetterQueue()))
                            || there.contains(String.valueOf(queue.deadLetterQueue())))
                    .toList();
            // Queues that are each other's dead-letter queue have no right order; any will do.
            for (StoredQueue queue : ready.isEmpty() ? List.copyOf(waiting) : ready) {
                restored.add(new RestoredQueue(create(queues, queue), known.getOrDefault(queue, List.of())));
                there.add(queue.name());
                waiting.remove(queue);
            }
        }
        restored.forEach(RestoredQueue::fill);
    }

    private static ActorRef create(ActorRef queues, StoredQueue queue) {
        Either<?, ?> created = (Either<?, ?>)
                ask(queues, new CreateQueue(ElasticMqTypes.definition(queue))).join();
        if (created.isRight() && created.toOption().get() instanceof ActorRef actor) {
            return actor;
        }
        throw new IllegalStateException("cannot restore the queue " + queue.name() + ": " + created);
    }

    private static CompletableFuture<Object> ask(ActorRef actor, Object message) {
        return Patterns.ask(actor, message, LONGEST_ANSWER).toCompletableFuture();
    }

    private record RestoredQueue(ActorRef actor, List<StoredMessage> messages) {
        void fill() {
            if (!messages.isEmpty()) {
                actor.tell(
                        new RestoreMessages(ElasticMqTypes.scalaList(
                                messages.stream().map(ElasticMqTypes::restored).toList())),
                        ActorRef.noSender());
            }
        }
    }
}
