package com.kaldrix.monitoring.local.aws.sqs;

import com.kaldrix.monitoring.local.aws.sqs.StoredMessage.Fifo;
import com.kaldrix.monitoring.local.aws.sqs.StoredMessage.Handling;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.DeduplicationId;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NewMessageData;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.QueueData;
import org.elasticmq.Received;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** Between ElasticMQ's Scala types and ours. */
final class ElasticMqTypes {
    private ElasticMqTypes() {}

    static NewMessageData newMessage(OutgoingMessage message) {
        return new NewMessageData(
                Option.empty(),
                message.body(),
                scalaAttributes(message.attributes()),
                ImmediateNextDelivery$.MODULE$,
                Option.empty(),
                Option.empty(),
                0,
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    static StoredQueue stored(QueueData queue) {
        Option<DeadLettersQueueData> deadLetters = queue.deadLettersQueue();
        return new StoredQueue(
                queue.name(),
                new StoredQueue.Timing(
                        queue.defaultVisibilityTimeout().millis(),
                        queue.delay().toMillis(),
                        queue.receiveMessageWait().toMillis()),
                new StoredQueue.Lifetime(millis(queue.created()), millis(queue.lastModified())),
                deadLetters.isDefined()
                        ? new StoredQueue.Redrive(
                                deadLetters.get().name(), deadLetters.get().maxReceiveCount())
                        : null,
                new StoredQueue.Ordering(queue.isFifo(), queue.hasContentBasedDeduplication()),
                Map.copyOf(CollectionConverters.asJava(queue.tags())));
    }

    static CreateQueueData definition(StoredQueue queue) {
        StoredQueue.Redrive redrive = queue.redrive();
        return new CreateQueueData(
                queue.name(),
                Option.apply(new MillisVisibilityTimeout(queue.timing().visibilityTimeout())),
                Option.apply(Duration.ofMillis(queue.timing().delay())),
                Option.apply(Duration.ofMillis(queue.timing().receiveWait())),
                Option.apply(time(queue.lifetime().created())),
                Option.apply(time(queue.lifetime().lastModified())),
                redrive == null
                        ? Option.empty()
                        : Option.apply(new DeadLettersQueueData(redrive.queue(), redrive.maxReceiveCount())),
                queue.ordering().fifo(),
                queue.ordering().contentBasedDeduplication(),
                Option.empty(),
                Option.empty(),
                scalaMap(queue.tags()));
    }

    static StoredMessage stored(InternalMessage message) {
        return new StoredMessage(
                message.id(),
                message.content(),
                javaAttributes(message.messageAttributes()),
                new StoredMessage.Origin(
                        millis(message.created()),
                        message.orderIndex(),
                        message.tracingId().isDefined()
                                ? message.tracingId().get().id()
                                : null,
                        orNull(message.deadLetterSourceQueueName())),
                message.isFifo()
                        ? new Fifo(
                                orNull(message.messageGroupId()),
                                message.messageDeduplicationId().isDefined()
                                        ? message.messageDeduplicationId().get().id()
                                        : null,
                                orNull(message.sequenceNumber()))
                        : null,
                handling(message));
    }

    static Handling handling(InternalMessage message) {
        return new Handling(
                message.nextDelivery(),
                message.receiveCount(),
                message.firstReceive() instanceof OnDateTimeReceived first ? millis(first.when()) : 0,
                orNull(message.deliveryReceipts().lastOption()));
    }

    static InternalMessage restored(StoredMessage message) {
        Fifo fifo = message.fifo();
        Handling handling = message.handling();
        String deduplicationId = fifo == null ? null : fifo.deduplicationId();
        String tracingId = message.origin().tracingId();
        String receipt = handling.receipt();
        Received first = handling.firstReceived() == 0
                ? NeverReceived$.MODULE$
                : new OnDateTimeReceived(time(handling.firstReceived()));
        return new InternalMessage(
                message.id(),
                CollectionConverters.asScala(new ArrayList<>(receipt == null ? List.of() : List.of(receipt))),
                handling.nextDelivery(),
                message.content(),
                scalaAttributes(message.attributes()),
                time(message.origin().created()),
                message.origin().orderIndex(),
                first,
                handling.receiveCount(),
                fifo != null,
                Option.apply(fifo == null ? null : fifo.group()),
                deduplicationId == null ? Option.empty() : Option.apply(new DeduplicationId(deduplicationId)),
                tracingId == null ? Option.empty() : Option.apply(new TracingId(tracingId)),
                Option.apply(fifo == null ? null : fifo.sequenceNumber()),
                Option.apply(message.origin().deadLetterSource()));
    }

    static <T> scala.collection.immutable.List<T> scalaList(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }

    private static Map<String, MessageAttributeValue> javaAttributes(
            scala.collection.immutable.Map<String, MessageAttribute> attributes) {
        Map<String, MessageAttributeValue> result = new HashMap<>();
        CollectionConverters.asJava(attributes).forEach((name, value) -> result.put(name, javaAttribute(value)));
        return result;
    }

    private static MessageAttributeValue javaAttribute(MessageAttribute attribute) {
        String type = attribute.getDataType();
        return switch (attribute) {
            case StringMessageAttribute text -> new MessageAttributeValue(type, text.stringValue());
            case NumberMessageAttribute number -> new MessageAttributeValue(type, number.stringValue());
            case BinaryMessageAttribute binary -> new MessageAttributeValue(type, binary.asBase64());
            default -> throw new IllegalArgumentException("unknown attribute type " + type);
        };
    }

    private static scala.collection.immutable.Map<String, MessageAttribute> scalaAttributes(
            Map<String, MessageAttributeValue> attributes) {
        Map<String, MessageAttribute> result = new HashMap<>();
        attributes.forEach((name, value) -> result.put(name, scalaAttribute(value)));
        return scalaMap(result);
    }

    private static MessageAttribute scalaAttribute(MessageAttributeValue value) {
        Option<String> label = Option.apply(value.label());
        return switch (value.baseType()) {
            case "Number" -> new NumberMessageAttribute(value.text(), label);
            case "Binary" -> BinaryMessageAttribute.fromBase64(value.text(), label);
            default -> new StringMessageAttribute(value.text(), label);
        };
    }

    private static <V> scala.collection.immutable.Map<String, V> scalaMap(Map<String, V> map) {
        return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
    }

    private static @Nullable String orNull(Option<String> option) {
        return OptionConverters.toJava(option).orElse(null);
    }

    private static long millis(OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
    }

    private static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
