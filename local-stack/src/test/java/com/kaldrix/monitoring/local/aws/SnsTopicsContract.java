package com.kaldrix.monitoring.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Topic;

/** Topics and subscriptions, before anything is published. */
abstract class SnsTopicsContract extends AwsContract {

    @Test
    void creatingATopicTwiceGivesTheSameTopic() {
        String name = unique();
        String first = createTopic(name);
        assertThat(createTopic(name)).isEqualTo(first);
        assertThat(first).startsWith("arn:aws:sns:" + HOME + ":").endsWith(":" + name);
    }

    @Test
    void aTopicHasTheAttributesItWasMadeWithAndThoseSetLater() {
        String arn = sns().createTopic(request -> request.name(unique()).attributes(Map.of("DisplayName", "Alerts")))
                .topicArn();
        assertThat(topicAttributes(arn))
                .containsEntry("TopicArn", arn)
                .containsEntry("DisplayName", "Alerts")
                .containsEntry("SubscriptionsConfirmed", "0")
                .containsKeys("Owner", "Policy");

        sns().setTopicAttributes(request ->
                request.topicArn(arn).attributeName("DisplayName").attributeValue("Pages"));

        assertThat(topicAttributes(arn)).containsEntry("DisplayName", "Pages");
    }

    @ParameterizedTest
    @CsvSource({"'with space'", "'dots.are.out'", "'slash/'"})
    void aTopicNameOfOtherCharactersIsRefused(String name) {
        assertThatThrownBy(() -> createTopic(name)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aTopicThatIsNotThereIsNotFound() {
        String gone = createTopic(unique());
        sns().deleteTopic(request -> request.topicArn(gone));
        sns().deleteTopic(request -> request.topicArn(gone));

        assertThatThrownBy(() -> topicAttributes(gone)).isInstanceOfSatisfying(NotFoundException.class, failure -> {
            assertThat(failure.statusCode()).isEqualTo(404);
            assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("NotFound");
        });
        assertThatThrownBy(() -> publish(gone, "nobody")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> subscribe(gone, createQueue(), Map.of())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void topicsAreListedInPages() {
        List<String> made = new ArrayList<>();
        String prefix = unique();
        for (int i = 0; i < 110; i++) {
            made.add(createTopic(prefix + "-" + i));
        }
        ListTopicsResponse first = sns().listTopics();
        assertThat(first.topics()).hasSize(100);
        assertThat(first.nextToken()).isNotEmpty();

        assertThat(sns().listTopicsPaginator().topics().stream().map(Topic::topicArn))
                .containsAll(made)
                .doesNotHaveDuplicates();
        made.forEach(arn -> sns().deleteTopic(request -> request.topicArn(arn)));
    }

    @Test
    void tagsOfATopicAreKept() {
        String arn = sns().createTopic(
                        request -> request.name(unique()).tags(tag("team", "monitoring"), tag("stage", "test")))
                .topicArn();
        sns().tagResource(request -> request.resourceArn(arn).tags(tag("stage", "prod"), tag("cost", "42")));
        sns().untagResource(request -> request.resourceArn(arn).tagKeys("team"));

        assertThat(sns().listTagsForResource(request -> request.resourceArn(arn))
                        .tags())
                .containsExactlyInAnyOrder(tag("stage", "prod"), tag("cost", "42"));
        sns().deleteTopic(request -> request.topicArn(arn));
        assertThatThrownBy(() -> sns().listTagsForResource(request -> request.resourceArn(arn)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void subscribingTheSameQueueTwiceGivesTheSameSubscription() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        String first = subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));

        assertThat(subscribe(topic, queue, Map.of("RawMessageDelivery", "true")))
                .isEqualTo(first);
        publish(topic, "once");
        assertThat(queue.takeBodies(1)).containsExactly("once");
    }

    @Test
    void aSubscriptionTellsItsAttributes() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        String arn = subscribe(topic, queue, Map.of());
        assertThat(subscriptionAttributes(arn))
                .containsEntry("SubscriptionArn", arn)
                .containsEntry("TopicArn", topic)
                .containsEntry("Protocol", "sqs")
                .containsEntry("Endpoint", queue.arn())
                .containsEntry("RawMessageDelivery", "false")
                .containsEntry("PendingConfirmation", "false");

        setSubscriptionAttribute(arn, "RawMessageDelivery", "true");
        setSubscriptionAttribute(arn, "FilterPolicy", "{\"type\":[\"page\"]}");

        assertThat(subscriptionAttributes(arn))
                .containsEntry("RawMessageDelivery", "true")
                .containsEntry("FilterPolicy", "{\"type\":[\"page\"]}")
                .containsEntry("FilterPolicyScope", "MessageAttributes");
    }

    @Test
    void subscriptionsAreListedByTopicAndOverall() {
        String topic = createTopic(unique());
        String other = createTopic(unique());
        String first = subscribe(topic, createQueue(), Map.of());
        String second = subscribe(topic, createQueue(), Map.of());
        String third = subscribe(other, createQueue(), Map.of());

        assertThat(sns().listSubscriptionsByTopicPaginator(request -> request.topicArn(topic))
                        .subscriptions())
                .extracting(Subscription::subscriptionArn)
                .containsExactlyInAnyOrder(first, second);
        assertThat(sns().listSubscriptionsPaginator().subscriptions())
                .extracting(Subscription::subscriptionArn)
                .contains(first, second, third);
    }

    @Test
    void afterUnsubscribingNothingComes() {
        String topic = createTopic(unique());
        TestQueue leaving = createQueue();
        TestQueue staying = createQueue();
        String arn = subscribeRaw(topic, leaving);
        subscribeRaw(topic, staying);
        sns().unsubscribe(request -> request.subscriptionArn(arn));
        sns().unsubscribe(request -> request.subscriptionArn(arn));

        publish(topic, "for those who stay");

        assertThat(staying.takeBodies(1)).containsExactly("for those who stay");
        assertThat(leaving.receive(30)).isEmpty();
        assertThatThrownBy(() -> subscriptionAttributes(arn)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aDeletedTopicTakesItsSubscriptionsAlong() {
        String name = unique();
        String topic = createTopic(name);
        TestQueue queue = createQueue();
        subscribeRaw(topic, queue);
        sns().deleteTopic(request -> request.topicArn(topic));

        String again = createTopic(name);
        publish(again, "to nobody");

        assertThat(queue.receive(30)).isEmpty();
        assertThat(topicAttributes(again)).containsEntry("SubscriptionsConfirmed", "0");
    }

    @Test
    void wrongAttributesOfASubscriptionAreRefused() {
        String topic = createTopic(unique());
        TestQueue queue = createQueue();
        assertThatThrownBy(() -> subscribe(topic, queue, Map.of("NoSuchAttribute", "x")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> subscribe(topic, queue, Map.of("FilterPolicy", "{\"a\":[{\"no-such\":1}]}")))
                .isInstanceOf(InvalidParameterException.class);
    }
}
