package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.QueueRegions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** What can be done with subscriptions. */
final class SubscriptionActions {
    private static final Set<String> SETTABLE = Set.of(
            "RawMessageDelivery",
            "FilterPolicy",
            "FilterPolicyScope",
            "DeliveryPolicy",
            "RedrivePolicy",
            "SubscriptionRoleArn");

    private final Registry registry;
    private final Envelope envelope;
    private final Outside outside;

    SubscriptionActions(Registry registry, Envelope envelope, Outside outside) {
        this.registry = registry;
        this.envelope = envelope;
        this.outside = outside;
    }

    SnsXml subscribe(String region, SnsParameters parameters) {
        String topicArn = Arn.checkedTopic("Subscribe", region, parameters.required("TopicArn"));
        String protocol = parameters.required("Protocol");
        String endpoint = parameters.required("Endpoint");
        checkEndpoint(protocol, endpoint);
        Map<String, String> attributes = parameters.attributes();
        checkAttributes(attributes);
        Subscription subscription = registry.change(() -> {
            registry.requireTopic(topicArn);
            return registry.subscriptionsOf(topicArn).stream()
                    .filter(known -> known.protocol().equals(protocol)
                            && known.endpoint().equals(endpoint))
                    .findFirst()
                    .map(known -> same(known, attributes))
                    .orElseGet(() -> add(topicArn, protocol, endpoint, attributes));
        });
        askToConfirm(subscription);
        boolean told = !subscription.isPending() || "true".equals(parameters.optional("ReturnSubscriptionArn"));
        return new SnsXml().text("SubscriptionArn", told ? subscription.arn() : "pending confirmation");
    }

    SnsXml confirm(String region, SnsParameters parameters) {
        String topicArn = Arn.checkedTopic("ConfirmSubscription", region, parameters.required("TopicArn"));
        String token = parameters.required("Token");
        Subscription confirmed = registry.change(() -> {
            registry.requireTopic(topicArn);
            Subscription pending = registry.subscriptionsOf(topicArn).stream()
                    .filter(subscription -> token.equals(subscription.token()))
                    .findFirst()
                    .orElseThrow(() -> SnsFault.invalidParameter("Token"));
            registry.put(pending.confirmed());
            return pending;
        });
        return new SnsXml().text("SubscriptionArn", confirmed.arn());
    }

    SnsXml unsubscribe(String region, SnsParameters parameters) {
        String arn = Arn.checkedSubscription("Unsubscribe", region, parameters.required("SubscriptionArn"));
        registry.change(() -> {
            registry.removeSubscription(arn);
            return arn;
        });
        return new SnsXml();
    }

    SnsXml attributes(String region, SnsParameters parameters) {
        Subscription subscription = registry.requireSubscription(
                Arn.checkedSubscription("GetSubscriptionAttributes", region, parameters.required("SubscriptionArn")));
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("SubscriptionArn", subscription.arn());
        attributes.put("TopicArn", subscription.topicArn());
        attributes.put("Protocol", subscription.protocol());
        attributes.put("Endpoint", subscription.endpoint());
        attributes.put("Owner", QueueRegions.ACCOUNT);
        attributes.put("SubscriptionPrincipal", "arn:aws:iam::" + QueueRegions.ACCOUNT + ":root");
        attributes.put("ConfirmationWasAuthenticated", Boolean.toString(!subscription.isPending()));
        attributes.put("PendingConfirmation", Boolean.toString(subscription.isPending()));
        attributes.put("RawMessageDelivery", "false");
        if (subscription.attributes().containsKey("FilterPolicy")) {
            attributes.put("FilterPolicyScope", "MessageAttributes");
        }
        attributes.putAll(subscription.attributes());
        return new SnsXml().map("Attributes", attributes);
    }

    SnsXml setAttribute(String region, SnsParameters parameters) {
        String arn =
                Arn.checkedSubscription("SetSubscriptionAttributes", region, parameters.required("SubscriptionArn"));
        String name = parameters.required("AttributeName");
        String given = parameters.optional("AttributeValue");
        registry.change(() -> {
            Subscription changed = registry.requireSubscription(arn).with(name, given == null ? "" : given);
            checkAttributes(changed.attributes());
            registry.put(changed);
            return changed;
        });
        return new SnsXml();
    }

    SnsXml list(String region, SnsParameters parameters) {
        return list(
                registry.subscriptions().stream()
                        .filter(subscription ->
                                Arn.region(subscription.topicArn()).equals(region)),
                parameters);
    }

    SnsXml listByTopic(String region, SnsParameters parameters) {
        String arn = Arn.checkedTopic("ListSubscriptionsByTopic", region, parameters.required("TopicArn"));
        return list(registry.subscriptionsOf(registry.requireTopic(arn).arn()).stream(), parameters);
    }

    private static SnsXml list(Stream<Subscription> subscriptions, SnsParameters parameters) {
        Page<Subscription> page = Page.of(subscriptions.toList(), Subscription::arn, parameters.optional("NextToken"));
        SnsXml xml = new SnsXml().open("Subscriptions");
        for (Subscription subscription : page.items()) {
            xml.open("member")
                    .text("SubscriptionArn", subscription.isPending() ? "PendingConfirmation" : subscription.arn())
                    .text("Owner", QueueRegions.ACCOUNT)
                    .text("Protocol", subscription.protocol())
                    .text("Endpoint", subscription.endpoint())
                    .text("TopicArn", subscription.topicArn())
                    .close("member");
        }
        return page.token(xml.close("Subscriptions"));
    }

    private Subscription add(String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
        boolean willing = protocol.equals("sqs") || (protocol.startsWith("email") && outside.hasMailbox());
        String token = willing ? null : UUID.randomUUID().toString().replace("-", "");
        Subscription added =
                new Subscription(topicArn + ":" + UUID.randomUUID(), topicArn, protocol, endpoint, attributes, token);
        registry.put(added);
        return added;
    }

    private static Subscription same(Subscription known, Map<String, String> attributes) {
        if (!known.attributes().entrySet().containsAll(attributes.entrySet())) {
            throw SnsFault.invalidParameter("Attributes Reason: Subscription already exists with different attributes");
        }
        return known;
    }

    private void askToConfirm(Subscription subscription) {
        String token = subscription.token();
        if (token != null && subscription.protocol().startsWith("http")) {
            Topic topic = registry.requireTopic(subscription.topicArn());
            outside.post(
                    subscription,
                    "SubscriptionConfirmation",
                    UUID.randomUUID().toString(),
                    envelope.confirmation(topic, subscription, token));
        }
    }

    private static void checkEndpoint(String protocol, String endpoint) {
        switch (protocol) {
            case "sqs" -> Arn.queue(endpoint);
            case "http", "https" -> {
                if (!isWebAddress(protocol, endpoint)) {
                    throw SnsFault.invalidParameter("Endpoint must match the specified protocol");
                }
            }
            case "email", "email-json" -> {
                if (!endpoint.matches("[^@\\s]+@[^@\\s]+")) {
                    throw SnsFault.invalidParameter("Email address");
                }
            }
            case "lambda", "sms", "application", "firehose" ->
                throw SnsFault.invalidParameter("Protocol Reason: the local endpoint does not deliver by " + protocol);
            default -> throw SnsFault.invalidParameter("Does not support this protocol string: " + protocol);
        }
    }

    private static boolean isWebAddress(String protocol, String endpoint) {
        try {
            URI address = URI.create(endpoint);
            return address.getHost() != null
                    && address.getScheme().toLowerCase(Locale.ROOT).equals(protocol);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static void checkAttributes(Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            if (!SETTABLE.contains(name)) {
                throw SnsFault.invalidParameter("AttributeName");
            }
            if (name.equals("RawMessageDelivery") && !List.of("true", "false").contains(value)) {
                throw SnsFault.invalidParameter(
                        "Attributes Reason: RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
            }
            if (name.equals("FilterPolicyScope")
                    && !List.of("MessageAttributes", "MessageBody").contains(value)) {
                throw SnsFault.invalidParameter("FilterPolicyScope: Invalid value [" + value
                        + "]. Please use either MessageBody or MessageAttributes");
            }
            if (name.equals("RedrivePolicy") && !value.isEmpty()) {
                checkRedrive(value);
            }
        });
        String filter = attributes.getOrDefault("FilterPolicy", "");
        if (!filter.isEmpty()) {
            FilterPolicy.parse(filter, "MessageBody".equals(attributes.get("FilterPolicyScope")));
        }
    }

    private static void checkRedrive(String policy) {
        try {
            Arn.queue(Registry.JSON.readTree(policy).path("deadLetterTargetArn").asString(""));
        } catch (JacksonException broken) {
            throw SnsFault.invalidParameter("RedrivePolicy: failed to parse JSON.");
        }
    }
}
