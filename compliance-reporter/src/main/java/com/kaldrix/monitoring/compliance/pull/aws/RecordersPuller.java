package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.Storable;
import com.kaldrix.monitoring.compliance.framework.OwnCheck;
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
            crop.judge(
                    OwnCheck.TRAIL_LOGGING,
                    new Sighting.Resource(Storable.text(arn.get()), "AWS::CloudTrail::Trail"),
                    logging && trouble.isEmpty(),
                    logging
                            ? trouble.isEmpty() ? "The trail records" : "The trail cannot deliver: " + trouble
                            : "The trail does not record");
        }
        crop.judgeAccount(
                OwnCheck.TRAIL_LOGGING, !trails.isEmpty(), trails.isEmpty() ? "There is no trail" : "There is a trail");
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
        crop.judgeAccount(
                OwnCheck.CONFIGURATION_RECORDING,
                recording,
                recording ? "Configurations are recorded" : "Configurations are not recorded" + trouble);
    }
}
