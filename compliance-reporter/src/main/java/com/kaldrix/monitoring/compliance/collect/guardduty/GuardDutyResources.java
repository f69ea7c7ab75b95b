package com.kaldrix.monitoring.compliance.collect.guardduty;

import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which resource a finding of GuardDuty is about, in the form that Security Hub has for it. */
final class GuardDutyResources {
    private static final List<Place> PLACES = List.of(
            place("S3Object", "AwsS3Object", "", "resource", "s3BucketDetails", 0, "s3ObjectDetails", 0, "objectArn"),
            place("Instance", "AwsEc2Instance", "", "resource", "instanceDetails", "instanceId"),
            place(
                    "AccessKey",
                    "AwsIamAccessKey",
                    "AWS::IAM::AccessKey:",
                    "resource",
                    "accessKeyDetails",
                    "accessKeyId"),
            place("AccessKey", "AwsIamUser", "", "resource", "accessKeyDetails", "principalId"),
            place("Lambda", "AwsLambdaFunction", "", "resource", "lambdaDetails", "functionArn"),
            place("ECSCluster", "AwsEcsCluster", "", "resource", "ecsClusterDetails", "arn"),
            place("EKSCluster", "AwsEksCluster", "", "resource", "eksClusterDetails", "arn"),
            place("KubernetesCluster", "AwsEksCluster", "", "resource", "eksClusterDetails", "arn"),
            place("Container", "Container", "", "resource", "containerDetails", "id"),
            place("RDSDBInstance", "AwsRdsDbInstance", "", "resource", "rdsDbInstanceDetails", "dbInstanceArn"),
            place("RDSLimitlessDB", "AwsRdsDbCluster", "", "resource", "rdsLimitlessDbDetails", "dbClusterArn"),
            place(
                    "EBSVolume",
                    "AwsEc2Volume",
                    "",
                    "resource",
                    "ebsVolumeDetails",
                    "scannedVolumeDetails",
                    0,
                    "volumeArn"),
            place("S3Bucket", "AwsS3Bucket", "", "resource", "s3BucketDetails", 0, "arn"),
            place("AttackSequence", "", "", "service", "detection", "sequence", "resources", 0, "uid"));

    private GuardDutyResources() {}

    private static Place place(String kind, String type, String before, Object... steps) {
        return new Place(kind, type, before, List.of(steps));
    }

    private record Place(String kind, String type, String before, List<Object> steps) {
        Optional<Sighting.Resource> find(JsonFields detail) {
            return detail.glance(steps.toArray()).map(id -> new Sighting.Resource(before + id, type));
        }

        String path() {
            return steps.stream()
                    .map(step -> step instanceof Integer index ? "[" + index + "]" : "." + step)
                    .collect(Collectors.joining())
                    .substring(1);
        }
    }

    /**
     * The resource of the kind that the finding says it is about; of any kind when it says none, or when that one is not there.
     *
     * @throws com.kaldrix.monitoring.compliance.collect.event.UnreadableField if there is none
     */
    static Sighting.Resource of(JsonFields detail) {
        String kind = detail.glance("resource", "resourceType").orElse("");
        List<Place> own =
                PLACES.stream().filter(place -> place.kind().equals(kind)).toList();
        return Stream.concat(own.stream(), PLACES.stream())
                .flatMap(place -> place.find(detail).stream())
                .findFirst()
                .orElseThrow(() -> detail.without(
                        (own.isEmpty() ? PLACES : own).stream().map(Place::path).toList()));
    }
}
