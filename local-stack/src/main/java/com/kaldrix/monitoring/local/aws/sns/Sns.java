package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.QueueRegions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SNS of all regions, over the queues of all regions. May be called by several threads. */
public final class Sns implements AutoCloseable {
    /** Where the certificate that signs envelopes is served. */
    public static final String CERTIFICATE_PATH = SigningKey.CERTIFICATE_PATH;

    private static final Logger LOG = LoggerFactory.getLogger(Sns.class);
    private static final Set<String> ACTIONS = Set.of(
            "CreateTopic",
            "DeleteTopic",
            "ListTopics",
            "GetTopicAttributes",
            "SetTopicAttributes",
            "TagResource",
            "UntagResource",
            "ListTagsForResource",
            "Subscribe",
            "ConfirmSubscription",
            "Unsubscribe",
            "GetSubscriptionAttributes",
            "SetSubscriptionAttributes",
            "ListSubscriptions",
            "ListSubscriptionsByTopic",
            "Publish",
            "PublishBatch");

    private final TopicActions topics;
    private final SubscriptionActions subscriptions;
    private final PublishActions publishing;
    private final SigningKey key;
    private final Outside outside;

    /**
     * @param endpoint where this is reached, for the addresses in envelopes
     * @param file where topics and subscriptions are kept, or null for memory only
     */
    public Sns(URI endpoint, @Nullable Path file, QueueRegions queues, Clock clock) {
        Registry registry = Registry.open(file);
        key = new SigningKey(clock);
        outside = new Outside();
        Envelope envelope = new Envelope(endpoint.toString(), key, clock);
        topics = new TopicActions(registry);
        subscriptions = new SubscriptionActions(registry, envelope, outside);
        publishing = new PublishActions(registry, new Fanout(registry, queues, envelope, outside));
    }

    /** Whether an action of the query protocol is one of SNS. */
    public static boolean knows(String action) {
        return ACTIONS.contains(action);
    }

    /** The region of the topic or subscription that a request names, if it names one. */
    public static Optional<String> regionNamed(Map<String, String> form) {
        return Stream.of("TopicArn", "SubscriptionArn", "TargetArn", "ResourceArn")
                .map(form::get)
                .filter(arn -> arn != null && arn.split(":", -1).length > 4)
                .map(Arn::region)
                .findFirst();
    }

    /** Does what a request asks for, and answers as AWS does, with an error where AWS gives one. */
    public SnsReply handle(String region, Map<String, String> form) {
        SnsParameters parameters = new SnsParameters(form);
        String action = form.getOrDefault("Action", "");
        try {
            return new SnsReply(200, perform(action, region, parameters).response(action));
        } catch (SnsFault fault) {
            return new SnsReply(fault.status(), SnsXml.error(fault.code(), fault.reason(), true));
        } catch (RuntimeException failure) {
            LOG.error("{} failed", action, failure);
            return new SnsReply(500, SnsXml.error("InternalError", String.valueOf(failure.getMessage()), false));
        }
    }

    /**
     * Takes what goes to subscriptions by email: the address and the mail. Called after the publisher has its answer, and
     * again when it throws. Subscriptions made from now on need no confirmation.
     */
    public void emailDelivery(BiConsumer<String, TopicEmail> mailbox) {
        outside.mailbox(mailbox);
    }

    /** The certificate that signs envelopes, in PEM. */
    public String certificate() {
        return key.certificate();
    }

    @Override
    public void close() {
        outside.close();
    }

    private SnsXml perform(String action, String region, SnsParameters parameters) {
        return switch (action) {
            case "CreateTopic" -> topics.create(region, parameters);
            case "DeleteTopic" -> topics.delete(region, parameters);
            case "ListTopics" -> topics.list(region, parameters);
            case "GetTopicAttributes" -> topics.attributes(region, parameters);
            case "SetTopicAttributes" -> topics.setAttribute(region, parameters);
            case "TagResource" -> topics.tag(region, parameters);
            case "UntagResource" -> topics.untag(region, parameters);
            case "ListTagsForResource" -> topics.tags(region, parameters);
            case "Subscribe" -> subscriptions.subscribe(region, parameters);
            case "ConfirmSubscription" -> subscriptions.confirm(region, parameters);
            case "Unsubscribe" -> subscriptions.unsubscribe(region, parameters);
            case "GetSubscriptionAttributes" -> subscriptions.attributes(region, parameters);
            case "SetSubscriptionAttributes" -> subscriptions.setAttribute(region, parameters);
            case "ListSubscriptions" -> subscriptions.list(region, parameters);
            case "ListSubscriptionsByTopic" -> subscriptions.listByTopic(region, parameters);
            case "Publish" -> publishing.publish(region, parameters);
            case "PublishBatch" -> publishing.publishBatch(region, parameters);
            default -> throw SnsFault.unknownAction(action);
        };
    }
}
