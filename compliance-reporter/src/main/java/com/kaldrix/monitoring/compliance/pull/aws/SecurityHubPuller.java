package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.securityhub.AsffFindings;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Round;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings of Security Hub of the account and region itself, not of members or of regions that are gathered there: each of them is asked itself, and
 * is gone only when it says so.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html">Security Hub API, GetFindings</a>
 */
final class SecurityHubPuller implements Puller {
    static final AwsApi.Service SERVICE = new AwsApi.Service("securityhub", "");
    private static final int AT_ONCE = 100;

    private final Entrances entrances;
    private final AsffFindings reader;

    SecurityHubPuller(Entrances entrances, AsffFindings reader) {
        this.entrances = entrances;
        this.reader = reader;
    }

    @Override
    public PullSource source() {
        return PullSource.SECURITY_HUB;
    }

    @Override
    public Pages open(Target target) {
        Asked hub = entrances.ask(target, SERVICE);
        return (round, place, told) -> page(hub, new Crop(target, told), round, place);
    }

    private Harvest page(Asked hub, Crop crop, Round round, String place) {
        ObjectNode request = Crop.object();
        request.put("MaxResults", AT_ONCE);
        request.set("Filters", filters(crop.target(), round));
        request.putArray("SortCriteria").addObject().put("Field", "UpdatedAt").put("SortOrder", "asc");
        if (!place.isEmpty()) {
            request.put("NextToken", place);
        }
        JsonNode answer = hub.ask(api -> api.post("/findings", request), !place.isEmpty());
        if (!Crop.objects(answer, "Findings").isEmpty()) {
            ObjectNode detail = Crop.object();
            detail.set("findings", answer.path("Findings"));
            crop.read(reader, "aws.securityhub", "Security Hub Findings - Imported", detail);
        }
        return crop.next(Crop.text(answer, "NextToken"));
    }

    private static ObjectNode filters(Target target, Round round) {
        ObjectNode filters = Crop.object();
        is(filters, "AwsAccountId", target.account());
        is(filters, "Region", target.region().code());
        Optional<Instant> from = round.from();
        if (from.isEmpty()) {
            is(filters, "RecordState", "ACTIVE");
        } else {
            filters.putArray("UpdatedAt")
                    .addObject()
                    .put("Start", from.get().toString())
                    .put("End", round.startedAt().toString());
        }
        return filters;
    }

    private static void is(ObjectNode filters, String field, String value) {
        filters.putArray(field).addObject().put("Value", value).put("Comparison", "EQUALS");
    }
}
