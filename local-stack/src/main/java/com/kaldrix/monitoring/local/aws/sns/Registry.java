package com.kaldrix.monitoring.local.aws.sns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The topics and subscriptions of all regions. Readers see them without waiting; a change is in the file, replaced as a
 * whole, before the one who asked for it gets an answer.
 */
final class Registry {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable Path file;
    private final Map<String, Topic> topics = new ConcurrentSkipListMap<>();
    private final Map<String, Subscription> subscriptions = new ConcurrentSkipListMap<>();
    private final Map<String, List<Subscription>> byTopic = new ConcurrentHashMap<>();

    private Registry(@Nullable Path file) {
        this.file = file;
    }

    static Registry open(@Nullable Path file) {
        Registry registry = new Registry(file);
        if (file != null && Files.exists(file)) {
            try {
                Contents contents = JSON.readValue(Files.readAllBytes(file), Contents.class);
                contents.topics().forEach(topic -> registry.topics.put(topic.arn(), topic));
                contents.subscriptions().forEach(registry::put);
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot read " + file, failure);
            }
        }
        return registry;
    }

    Collection<Topic> topics() {
        return topics.values();
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    List<Subscription> subscriptionsOf(String topicArn) {
        return byTopic.getOrDefault(topicArn, List.of());
    }

    @Nullable
    Topic topic(String arn) {
        return topics.get(arn);
    }

    Topic requireTopic(String arn) {
        Topic topic = topics.get(arn);
        if (topic == null) {
            throw SnsFault.notFound("Topic");
        }
        return topic;
    }

    Subscription requireSubscription(String arn) {
        Subscription subscription = subscriptions.get(arn);
        if (subscription == null) {
            throw SnsFault.notFound("Subscription");
        }
        return subscription;
    }

    /** Runs something that reads and writes without another change in between, then keeps the result. */
    synchronized <T> T change(Supplier<T> work) {
        T result = work.get();
        save();
        return result;
    }

    void put(Topic topic) {
        topics.put(topic.arn(), topic);
    }

    void put(Subscription subscription) {
        subscriptions.put(subscription.arn(), subscription);
        index(subscription.topicArn());
    }

    void removeTopic(String arn) {
        topics.remove(arn);
        subscriptionsOf(arn).forEach(subscription -> subscriptions.remove(subscription.arn()));
        byTopic.remove(arn);
    }

    void removeSubscription(String arn) {
        Subscription removed = subscriptions.remove(arn);
        if (removed != null) {
            index(removed.topicArn());
        }
    }

    private void index(String topicArn) {
        byTopic.put(
                topicArn,
                subscriptions.values().stream()
                        .filter(subscription -> subscription.topicArn().equals(topicArn))
                        .toList());
    }

    private void save() {
        Path target = file;
        if (target == null) {
            return;
        }
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent(), "file in a directory"));
            Path half = target.resolveSibling(target.getFileName() + ".new");
            Files.write(
                    half,
                    JSON.writeValueAsBytes(
                            new Contents(new ArrayList<>(topics.values()), new ArrayList<>(subscriptions.values()))));
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep topics and subscriptions in " + target, failure);
        }
    }

    record Contents(List<Topic> topics, List<Subscription> subscriptions) {}
}
