package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.QueueRegions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amazon resource names of topics, subscriptions and queues. */
final class Arn {
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_-]{1,256})");
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_-]{1,256}):([0-9a-f-]{36})");
    private static final Pattern QUEUE =
            Pattern.compile("arn:aws[a-z-]*:sqs:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_-]{1,80})");
    private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final int REGION = 3;

    private Arn() {}

    static String topic(String region, String name) {
        if (!TOPIC_NAME.matcher(name).matches()) {
            throw SnsFault.invalidParameter("Topic Name");
        }
        return "arn:aws:sns:" + region + ":" + QueueRegions.ACCOUNT + ":" + name;
    }

    static String region(String arn) {
        return List.of(arn.split(":", -1)).get(REGION);
    }

    /** Checks that an ARN names a topic of the region that is asked, and of the account that owns this endpoint. */
    static String checkedTopic(String action, String region, String arn) {
        return checked(action, region, "TopicArn", arn, TOPIC.matcher(arn));
    }

    static String checkedSubscription(String action, String region, String arn) {
        return checked(action, region, "SubscriptionArn", arn, SUBSCRIPTION.matcher(arn));
    }

    static QueueName queue(String arn) {
        Matcher matcher = QUEUE.matcher(arn);
        if (!matcher.matches()) {
            throw SnsFault.invalidParameter("SQS endpoint ARN");
        }
        return new QueueName(matcher.group(1), matcher.group(3));
    }

    private static String checked(String action, String region, String parameter, String arn, Matcher matcher) {
        if (!matcher.matches()) {
            throw SnsFault.invalidParameter(parameter + " Reason: " + arn + " is no such ARN");
        }
        if (!matcher.group(1).equals(region)) {
            throw SnsFault.invalidParameter(parameter + " Reason: the region of " + arn + " is not " + region);
        }
        if (!matcher.group(2).equals(QueueRegions.ACCOUNT)) {
            throw SnsFault.notAuthorized(action, arn);
        }
        return arn;
    }

    /** Where a queue is. */
    record QueueName(String region, String name) {}
}
