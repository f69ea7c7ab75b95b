package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.OutgoingMessage;
import com.kaldrix.monitoring.local.aws.sqs.QueueRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Brings published messages to the subscriptions that want them; every queue has them when it returns. */
final class Fanout {
    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);
    private static final int MOST_QUEUE_ATTRIBUTES = 10;

    private final Registry registry;
    private final QueueRegions queues;
    private final Envelope envelope;
    private final Outside outside;
    private final Map<String, FilterPolicy> policies = new ConcurrentHashMap<>();

    Fanout(Registry registry, QueueRegions queues, Envelope envelope, Outside outside) {
        this.registry = registry;
        this.queues = queues;
        this.envelope = envelope;
        this.outside = outside;
    }

    void publish(Topic topic, List<Publication> publications) {
        for (Subscription subscription : registry.subscriptionsOf(topic.arn())) {
            if (subscription.isPending()) {
                continue;
            }
            List<Publication> wanted = publications.stream()
                    .filter(publication -> wants(subscription, publication))
                    .toList();
            if (!wanted.isEmpty()) {
                deliver(topic, subscription, wanted);
            }
        }
    }

    private void deliver(Topic topic, Subscription subscription, List<Publication> publications) {
        switch (subscription.protocol()) {
            case "sqs" -> deliverToQueue(topic, subscription, publications);
            case "email", "email-json" ->
                publications.forEach(
                        publication -> outside.mail(subscription.endpoint(), email(topic, subscription, publication)));
            default ->
                publications.forEach(publication -> outside.post(
                        subscription,
                        "Notification",
                        publication.id(),
                        subscription.isRaw()
                                ? publication.body(subscription.protocol())
                                : envelope.notification(topic, subscription, publication)));
        }
    }

    private void deliverToQueue(Topic topic, Subscription subscription, List<Publication> publications) {
        List<OutgoingMessage> messages = new ArrayList<>();
        for (Publication publication : publications) {
            if (!subscription.isRaw()) {
                messages.add(new OutgoingMessage(envelope.notification(topic, subscription, publication), Map.of()));
            } else if (publication.attributes().size() <= MOST_QUEUE_ATTRIBUTES) {
                messages.add(new OutgoingMessage(publication.body(subscription.protocol()), publication.attributes()));
            } else {
                LOG.warn(
                        "message {} has more attributes than a queue takes and is dropped for {}, as AWS does",
                        publication.id(),
                        subscription.arn());
            }
        }
        Arn.QueueName queue = Arn.queue(subscription.endpoint());
        if (!queues.region(queue.region()).send(queue.name(), messages)) {
            deadLetter(subscription, messages);
        }
    }

    /** The queue is gone: AWS puts the message into the subscription's own dead-letter queue, or drops it. */
    private void deadLetter(Subscription subscription, List<OutgoingMessage> messages) {
        String policy = subscription.attributes().get("RedrivePolicy");
        if (policy != null) {
            Arn.QueueName queue = Arn.queue(
                    Registry.JSON.readTree(policy).path("deadLetterTargetArn").asString());
            if (queues.region(queue.region()).send(queue.name(), messages)) {
                return;
            }
        }
        LOG.warn("{} does not exist; {} messages dropped, as AWS does", subscription.endpoint(), messages.size());
    }

    private TopicEmail email(Topic topic, Subscription subscription, Publication publication) {
        String subject = publication.subject();
        return new TopicEmail(
                subject == null ? "AWS Notification Message" : subject,
                subscription.protocol().equals("email")
                        ? publication.body("email")
                        : envelope.notification(topic, subscription, publication));
    }

    private boolean wants(Subscription subscription, Publication publication) {
        String json = subscription.attributes().get("FilterPolicy");
        if (json == null || json.isEmpty()) {
            return true;
        }
        boolean body = subscription.filtersBody();
        FilterPolicy policy = policies.computeIfAbsent(body + json, key -> FilterPolicy.parse(json, body));
        if (!body) {
            return policy.matches(MessageAttributes.forFilter(publication.attributes()));
        }
        JsonNode message = parsed(publication.body(subscription.protocol()));
        return message != null && policy.matches(message);
    }

    private static @Nullable JsonNode parsed(String body) {
        try {
            return Registry.JSON.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }
}
