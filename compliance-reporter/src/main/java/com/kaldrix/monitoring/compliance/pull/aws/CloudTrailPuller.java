package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import com.kaldrix.monitoring.compliance.collect.cloudtrail.CloudTrailEvents;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Round;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who did what. CloudTrail tells the latest first, so all of a time is read before it counts as known.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">CloudTrail API, LookupEvents</a>
 */
final class CloudTrailPuller implements Puller {
    static final AwsApi.Service SERVICE =
            new AwsApi.Service("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101");
    private static final int AT_ONCE = 50;
    private static final int MILLIS_DIGITS = 3;
    private static final BoundedJson JSON = new BoundedJson(1 << 20);

    private final Entrances entrances;
    private final CloudTrailEvents reader = new CloudTrailEvents();

    CloudTrailPuller(Entrances entrances) {
        this.entrances = entrances;
    }

    @Override
    public PullSource source() {
        return PullSource.CLOUD_TRAIL;
    }

    @Override
    public Pages open(Target target) {
        Asked trail = entrances.ask(target, SERVICE);
        return (round, place, told) -> page(trail, new Crop(target, told), round, place);
    }

    private Harvest page(Asked trail, Crop crop, Round round, String place) {
        ObjectNode request = Crop.object().put("MaxResults", AT_ONCE);
        round.from().ifPresent(from -> request.put("StartTime", seconds(from)));
        request.put("EndTime", seconds(round.startedAt()));
        if (!place.isEmpty()) {
            request.put("NextToken", place);
        }
        JsonNode answer = trail.ask(api -> api.action("LookupEvents", request), !place.isEmpty());
        Crop.objects(answer, "Events").forEach(event -> read(crop, event));
        return crop.next(Crop.text(answer, "NextToken"));
    }

    private void read(Crop crop, ObjectNode event) {
        Optional<String> whole = Crop.text(event, "CloudTrailEvent");
        if (whole.isEmpty()) {
            crop.problem("CloudTrailEvent is missing");
            return;
        }
        try {
            crop.read(reader, "aws.cloudtrail", "AWS API Call via CloudTrail", JSON.read(whole.get()));
        } catch (UnreadableJson e) {
            crop.problem("CloudTrailEvent " + e.getMessage());
        }
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), MILLIS_DIGITS);
    }
}
