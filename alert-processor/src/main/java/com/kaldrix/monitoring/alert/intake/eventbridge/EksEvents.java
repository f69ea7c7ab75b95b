package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.JsonFields;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.Times;
import com.kaldrix.monitoring.alert.intake.UnreadableField;
import com.kaldrix.monitoring.alert.intake.aws.Arn;
import com.kaldrix.monitoring.alert.intake.aws.AwsLabels;
import com.kaldrix.monitoring.alert.intake.aws.Console;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What EKS itself sends (Amazon EventBridge reference, "Amazon Elastic Kubernetes Service events"): the fate of add-ons, and
 * Fargate pods that will be ended. There is no event for the health of a cluster or node group. What succeeded or was restored
 * ends the alert of what failed or was degraded.
 *
 * <p>AWS publishes the fields of the Fargate event only. Cluster and add-on of the others are taken from the detail where it
 * names them, and else from the add-on's ARN ({@code addon/<cluster>/<add-on>/<id>}).
 */
final class EksEvents implements EventReader {
    private static final String FARGATE = "EKS Fargate Pod Scheduled Termination";
    private static final Map<String, String> ENDS = Map.of(
            "EKS Addon Creation Succeeded", "EKS Addon Creation Failed",
            "EKS Addon Update Succeeded", "EKS Addon Update Failed",
            "EKS Addon Deletion Succeeded", "EKS Addon Deletion Failed",
            "EKS Addon Health Restored", "EKS Addon Health Degraded");

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.eks")
                && (detailType.equals(FARGATE)
                        || ENDS.containsKey(detailType)
                        || ENDS.containsValue(detailType)
                        || detailType.endsWith(" via CloudTrail") && !detailType.equals(ApiCalls.DETAIL_TYPE));
    }

    @Override
    public Reading read(EventBridgeEvent event) {
        if (event.detailType().endsWith(" via CloudTrail")) {
            return new Reading.Ignored(
                    "somebody called EKS: " + event.detail().glance("eventName").orElse(event.detailType()));
        }
        return Reading.Alerts.of(event.detailType().equals(FARGATE) ? pod(event) : addon(event));
    }

    private static IncomingAlert pod(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        String cluster = detail.text("clusterName");
        Instant ends = detail.findTime("scheduledTerminationTime").orElse(null);
        Map<String, String> words = new HashMap<>();
        words.put(AwsLabels.SUMMARY, "Pod " + detail.text("podName") + " will be ended");
        detail.glance("evictErrorMessage").ifPresent(text -> words.put(AwsLabels.DESCRIPTION, text));
        detail.glance("scheduledTerminationTime").ifPresent(text -> words.put("scheduled_termination", text));
        Labels labels = labels(event, FARGATE)
                .with("cluster", cluster)
                .with("pod", detail.text("podName"))
                .with("pod_namespace", detail.glance("podNamespace").orElse(""));
        return new IncomingAlert(
                        "eks",
                        labels,
                        words,
                        event.time(),
                        ends == null || ends.isBefore(event.time()) ? null : ends,
                        Console.eks(event.region(), cluster))
                .withDerived(Labels.of(
                        "fargate_profile", detail.glance("fargateProfileName").orElse("")))
                .heldUntilResolved(event.time());
    }

    private static IncomingAlert addon(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        List<String> parts = event.resources().stream()
                .flatMap(resource -> Arn.find(resource).flatMap(arn -> arn.named("addon")).stream())
                .map(name -> List.of(name.split("/")))
                .findFirst()
                .orElse(List.of());
        String cluster = detail.glance("clusterName")
                .or(() -> part(parts, 0))
                .orElseThrow(() -> new UnreadableField(detail.path("clusterName"), "is missing"));
        String addon = detail.glance("addonName").or(() -> part(parts, 1)).orElse("");
        String failure = ENDS.get(event.detailType());
        Map<String, String> words = new HashMap<>();
        words.put(AwsLabels.SUMMARY, event.detailType() + ": " + addon + " of cluster " + cluster);
        detail.scalars().forEach((name, value) -> words.putIfAbsent("eks_" + name, value));
        detail.glance("message").or(() -> issue(detail)).ifPresent(text -> words.put(AwsLabels.DESCRIPTION, text));
        return new IncomingAlert(
                        "eks",
                        labels(event, failure == null ? event.detailType() : failure)
                                .with("cluster", cluster)
                                .with("addon", addon),
                        words,
                        failure == null ? event.time() : null,
                        failure == null ? null : event.time(),
                        Console.eks(event.region(), cluster))
                .heldUntilResolved(
                        detail.glance("timestamp").flatMap(Times::find).orElse(event.time()));
    }

    private static Optional<String> part(List<String> parts, int index) {
        return index < parts.size() ? Optional.of(parts.get(index)) : Optional.empty();
    }

    private static Optional<String> issue(JsonFields detail) {
        return detail.glance("health", "issues", 0, "message").or(() -> detail.glance("issues", 0, "message"));
    }

    private static Labels labels(EventBridgeEvent event, String name) {
        return Labels.of(
                Labels.ALERTNAME, name, AwsLabels.REGION, event.region().code(), AwsLabels.ACCOUNT, event.account());
    }
}
