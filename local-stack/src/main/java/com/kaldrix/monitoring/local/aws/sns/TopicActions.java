package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.QueueRegions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What can be done with topics and their tags. */
final class TopicActions {
    private static final int MOST_TAGS = 50;
    private static final Set<String> SETTABLE = Set.of(
            "DisplayName",
            "Policy",
            "DeliveryPolicy",
            "KmsMasterKeyId",
            "SignatureVersion",
            "TracingConfig",
            "ArchivePolicy",
            "DataProtectionPolicy",
            "FifoTopic");

    private final Registry registry;

    TopicActions(Registry registry) {
        this.registry = registry;
    }

    SnsXml create(String region, SnsParameters parameters) {
        String arn = Arn.topic(region, parameters.required("Name"));
        Map<String, String> attributes = parameters.attributes();
        attributes.forEach(TopicActions::checkAttribute);
        Map<String, String> tags = parameters.tags();
        checkTags(tags);
        registry.change(() -> {
            Topic known = registry.topic(arn);
            if (known == null) {
                registry.put(new Topic(arn, attributes, tags));
            } else if (!known.attributes().entrySet().containsAll(attributes.entrySet())) {
                throw SnsFault.invalidParameter("Attributes Reason: Topic already exists with different attributes");
            } else if (parameters.hasTags() && !known.tags().equals(tags)) {
                throw SnsFault.invalidParameter("Tags Reason: Topic already exists with different tags");
            }
            return arn;
        });
        return new SnsXml().text("TopicArn", arn);
    }

    SnsXml delete(String region, SnsParameters parameters) {
        String arn = Arn.checkedTopic("DeleteTopic", region, parameters.required("TopicArn"));
        registry.change(() -> {
            registry.removeTopic(arn);
            return arn;
        });
        return new SnsXml();
    }

    SnsXml list(String region, SnsParameters parameters) {
        List<Topic> topics = registry.topics().stream()
                .filter(topic -> topic.region().equals(region))
                .toList();
        Page<Topic> page = Page.of(topics, Topic::arn, parameters.optional("NextToken"));
        SnsXml xml = new SnsXml().open("Topics");
        page.items()
                .forEach(topic ->
                        xml.open("member").text("TopicArn", topic.arn()).close("member"));
        return page.token(xml.close("Topics"));
    }

    SnsXml attributes(String region, SnsParameters parameters) {
        Topic topic =
                registry.requireTopic(Arn.checkedTopic("GetTopicAttributes", region, parameters.required("TopicArn")));
        List<Subscription> subscriptions = registry.subscriptionsOf(topic.arn());
        long pending = subscriptions.stream().filter(Subscription::isPending).count();
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("TopicArn", topic.arn());
        attributes.put("Owner", QueueRegions.ACCOUNT);
        attributes.put("DisplayName", "");
        attributes.put("Policy", defaultPolicy(topic));
        attributes.put("SubscriptionsPending", Long.toString(pending));
        attributes.put("SubscriptionsConfirmed", Long.toString(subscriptions.size() - pending));
        attributes.put("SubscriptionsDeleted", "0");
        attributes.put(
                "EffectiveDeliveryPolicy",
                "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":3}}}");
        attributes.putAll(topic.attributes());
        return new SnsXml().map("Attributes", attributes);
    }

    SnsXml setAttribute(String region, SnsParameters parameters) {
        String arn = Arn.checkedTopic("SetTopicAttributes", region, parameters.required("TopicArn"));
        String name = parameters.required("AttributeName");
        String given = parameters.optional("AttributeValue");
        String value = given == null ? "" : given;
        checkAttribute(name, value);
        registry.change(() -> {
            Topic topic = registry.requireTopic(arn);
            Map<String, String> attributes = new HashMap<>(topic.attributes());
            attributes.put(name, value);
            registry.put(new Topic(arn, attributes, topic.tags()));
            return arn;
        });
        return new SnsXml();
    }

    SnsXml tag(String region, SnsParameters parameters) {
        changeTags(region, parameters, "TagResource", tags -> {
            tags.putAll(parameters.tags());
            checkTags(tags);
        });
        return new SnsXml();
    }

    SnsXml untag(String region, SnsParameters parameters) {
        changeTags(
                region,
                parameters,
                "UntagResource",
                tags -> parameters.members("TagKeys").forEach(tags::remove));
        return new SnsXml();
    }

    SnsXml tags(String region, SnsParameters parameters) {
        Topic topic = taggable(region, parameters, "ListTagsForResource");
        SnsXml xml = new SnsXml().open("Tags");
        new TreeMap<>(topic.tags())
                .forEach((key, value) ->
                        xml.open("member").text("Key", key).text("Value", value).close("member"));
        return xml.close("Tags");
    }

    private void changeTags(
            String region,
            SnsParameters parameters,
            String action,
            java.util.function.Consumer<Map<String, String>> change) {
        registry.change(() -> {
            Topic topic = taggable(region, parameters, action);
            Map<String, String> tags = new HashMap<>(topic.tags());
            change.accept(tags);
            registry.put(new Topic(topic.arn(), topic.attributes(), tags));
            return topic;
        });
    }

    private Topic taggable(String region, SnsParameters parameters, String action) {
        Topic topic = registry.topic(Arn.checkedTopic(action, region, parameters.required("ResourceArn")));
        if (topic == null) {
            throw SnsFault.resourceNotFound();
        }
        return topic;
    }

    private static void checkAttribute(String name, String value) {
        if (!SETTABLE.contains(name) && !name.matches("[A-Za-z]+(FeedbackRoleArn|FeedbackSampleRate)")) {
            throw SnsFault.invalidParameter("AttributeName");
        }
        if (name.equals("FifoTopic") && value.equals("true")) {
            throw SnsFault.invalidParameter("Attributes Reason: the local endpoint has no FIFO topics");
        }
        if (name.equals("SignatureVersion") && !value.equals("1") && !value.equals("2")) {
            throw SnsFault.invalidParameter("Attributes Reason: SignatureVersion must be 1 or 2");
        }
    }

    private static void checkTags(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            throw SnsFault.tagLimitExceeded();
        }
    }

    private static String defaultPolicy(Topic topic) {
        return "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":"
                + "\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":["
                + "\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\",\"SNS:AddPermission\",\"SNS:RemovePermission\","
                + "\"SNS:DeleteTopic\",\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\",\"SNS:Publish\"],\"Resource\":\""
                + topic.arn() + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\"" + QueueRegions.ACCOUNT
                + "\"}}}]}";
    }
}
