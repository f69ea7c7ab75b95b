package com.kaldrix.monitoring.compliance.collect.cloudtrail;

import com.kaldrix.monitoring.compliance.activity.Activity;
import com.kaldrix.monitoring.compliance.activity.Principal;
import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who did what, from CloudTrail. Management events only; reading and writing of data is not user activity in the sense of a report. Of the request's
 * parameters only the names of resources are kept.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail, record
 *     contents</a>
 */
public final class CloudTrailEvents implements EventReader {
    private static final String MANAGEMENT = "Management";
    /** Parameters that name a resource. No others are looked at, for any of them may hold a secret. */
    private static final List<String> NAMING = List.of(
            "bucketName",
            "instanceId",
            "groupId",
            "vpcId",
            "subnetId",
            "volumeId",
            "snapshotId",
            "userName",
            "roleName",
            "groupName",
            "policyArn",
            "roleArn",
            "accessKeyId",
            "keyId",
            "functionName",
            "tableName",
            "queueUrl",
            "topicArn",
            "trailName",
            "name",
            "dBInstanceIdentifier",
            "dBClusterIdentifier",
            "secretId",
            "configRuleName",
            "configurationRecorderName",
            "detectorId",
            "resourceArn");

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return detailType.endsWith(" via CloudTrail");
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        String category = detail.glance("eventCategory").orElse(MANAGEMENT);
        if (!category.equals(MANAGEMENT)) {
            return new Collected.Ignored("an event of category " + category);
        }
        Principal who = CloudTrailIdentity.of(detail.object("userIdentity"));
        String account = detail.glance("recipientAccountId")
                .or(() -> Optional.of(who.account()).filter(text -> !text.isEmpty()))
                .orElseGet(event::account);
        return new Collected.Done(new Activity(
                detail.text("eventID"),
                detail.time("eventTime"),
                who,
                new Activity.Act(
                        detail.text("eventSource"),
                        detail.text("eventName"),
                        detail.glance("readOnly").orElse("").equals("true"),
                        error(detail)),
                new Activity.Place(
                        account,
                        Places.findRegion(detail, "awsRegion").orElseGet(event::region),
                        detail.glance("sourceIPAddress").orElse(""),
                        detail.glance("userAgent").orElse("")),
                resources(detail)));
    }

    private static String error(JsonFields detail) {
        Optional<String> message = detail.glance("errorMessage");
        Optional<String> code = detail.glance("errorCode");
        if (code.isPresent()) {
            return code.get() + message.map(text -> ": " + text).orElse("");
        }
        return message.or(() -> detail.glance("responseElements", "ConsoleLogin")
                        .filter(result -> result.equals("Failure"))
                        .map(result -> "ConsoleLogin: " + result))
                .orElse("");
    }

    private static List<String> resources(JsonFields detail) {
        Set<String> named = new LinkedHashSet<>();
        detail.objects("resources").stream()
                .flatMap(resource -> resource.glance("ARN").or(() -> resource.glance("ARNPrefix")).stream())
                .forEach(named::add);
        NAMING.stream()
                .flatMap(name -> detail.glance("requestParameters", name).stream())
                .forEach(named::add);
        Stream.of("instancesSet", "groupSet")
                .flatMap(set -> Stream.of("instanceId", "groupId")
                        .flatMap(name -> detail.glance("requestParameters", set, "items", 0, name).stream()))
                .forEach(named::add);
        return List.copyOf(named);
    }
}
