package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.Storable;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether what records does record: the trails of CloudTrail and the recorder of AWS Config. What they find is a check of the suite's own, for without
 * them what others find is worth nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html">CloudTrail API, GetTrailStatus</a>
 * @see <a href="https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorderStatus.html">AWS Config API,
 *     DescribeConfigurationRecorderStatus</a>
 */
final class RecordersPuller implements Puller {
    private static final String TRAIL = "trail-logging";
    private static final String RECORDER = "configuration-recording";
    private static final String ACCOUNT = "AWS::::Account";

    private final Entrances entrances;

    RecordersPuller(Entrances entrances) {
        this.entrances = entrances;
    }

    @Override
    public PullSource source() {
        return PullSource.RECORDERS;
    }

    @Override
    public Pages open(Target target) {
        Asked trails = entrances.ask(target, CloudTrailPuller.SERVICE);
        Asked config = entrances.ask(target, ConfigPuller.SERVICE);
        return (round, place, told) -> {
            Crop crop = new Crop(target, told);
            trails(trails, crop);
            recorders(config, crop);
            return crop.next(Optional.empty());
        };
    }

    private static void trails(Asked cloudTrail, Crop crop) {
        JsonNode answer =
                cloudTrail.ask(api -> api.action("DescribeTrails", Crop.object().put("includeShadowTrails", true)));
        List<ObjectNode> trails = Crop.objects(answer, "trailList");
        for (ObjectNode trail : trails) {
            Optional<String> arn = Crop.text(trail, "TrailARN");
            if (arn.isEmpty()) {
                crop.problem("a trail has no TrailARN");
                continue;
            }
            JsonNode status = cloudTrail.ask(
                    api -> api.action("GetTrailStatus", Crop.object().put("Name", arn.get())));
            boolean logging = status.path("IsLogging").asBoolean(false);
            String trouble = Crop.text(status, "LatestDeliveryError").orElse("");
            judge(
                    crop,
                    TRAIL,
                    new Sighting.Resource(Storable.text(arn.get()), "AWS::CloudTrail::Trail"),
                    logging && trouble.isEmpty(),
                    logging
                            ? trouble.isEmpty() ? "The trail records" : "The trail cannot deliver: " + trouble
                            : "The trail does not record");
        }
        account(crop, TRAIL, !trails.isEmpty(), trails.isEmpty() ? "There is no trail" : "There is a trail");
    }

    private static void recorders(Asked config, Crop crop) {
        JsonNode answer = config.ask(api -> api.action("DescribeConfigurationRecorderStatus", Crop.object()));
        List<ObjectNode> recorders = Crop.objects(answer, "ConfigurationRecordersStatus");
        boolean recording = recorders.stream()
                .anyMatch(recorder -> recorder.path("recording").asBoolean(false)
                        && !Crop.text(recorder, "lastStatus").orElse("").equalsIgnoreCase("FAILURE"));
        String trouble = recorders.stream()
                .flatMap(recorder -> Crop.text(recorder, "lastErrorMessage").stream())
                .findFirst()
                .map(words -> ": " + words)
                .orElse("");
        account(
                crop,
                RECORDER,
                recording,
                recording ? "Configurations are recorded" : "Configurations are not recorded" + trouble);
    }

    private static void account(Crop crop, String check, boolean passed, String title) {
        judge(crop, check, new Sighting.Resource(ACCOUNT + ":" + crop.target().account(), ACCOUNT), passed, title);
    }

    private static void judge(Crop crop, String check, Sighting.Resource resource, boolean passed, String title) {
        Target target = crop.target();
        crop.add(new Sighting(
                        new Origin(
                                Source.KALDRIX,
                                check + "/" + target.account() + "/" + target.region() + "/" + resource.id()),
                        target.account(),
                        target.region().code(),
                        Control.of(Namespace.KALDRIX, check),
                        resource)
                .finding(
                        Storable.text(title),
                        FindingSeverity.HIGH,
                        Verdict.of(passed ? ComplianceStatus.PASSED : ComplianceStatus.FAILED),
                        Seen.at(crop.told(), crop.told()),
                        FindingClues.none().withOwnCheck(check)));
    }
}
