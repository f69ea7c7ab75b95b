package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.inspector.InspectorFindings;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.PullFailedException;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Round;
import com.kaldrix.monitoring.compliance.pull.Target;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings of Inspector. One that is off answers with none, and so is asked first whether it is on.
 *
 * @see <a href="https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html">Inspector API, ListFindings</a>
 */
final class InspectorPuller implements Puller {
    private static final AwsApi.Service SERVICE = new AwsApi.Service("inspector2", "");
    private static final int AT_ONCE = 100;
    private static final double MILLIS = 1000;

    private final Entrances entrances;
    private final InspectorFindings reader = new InspectorFindings();

    InspectorPuller(Entrances entrances) {
        this.entrances = entrances;
    }

    @Override
    public PullSource source() {
        return PullSource.INSPECTOR;
    }

    @Override
    public Pages open(Target target) {
        Asked inspector = entrances.ask(target, SERVICE);
        ObjectNode request = Crop.object();
        request.putArray("accountIds").add(target.account());
        JsonNode answer = inspector.ask(api -> api.post("/status/batch/get", request));
        String status = Crop.objects(answer, "accounts").stream()
                .flatMap(account -> Crop.text(account.path("state"), "status").stream())
                .findFirst()
                .orElse("DISABLED");
        if (!status.equals("ENABLED")) {
            throw new PullFailedException(Reason.NOT_ENABLED, "Inspector is " + status);
        }
        return (round, place, told) -> page(inspector, new Crop(target, told), round, place);
    }

    private Harvest page(Asked inspector, Crop crop, Round round, String place) {
        ObjectNode request = Crop.object().put("maxResults", AT_ONCE);
        ObjectNode criteria = request.putObject("filterCriteria");
        is(criteria, "awsAccountId", crop.target().account());
        round.from()
                .ifPresentOrElse(
                        from -> criteria.putArray("updatedAt")
                                .addObject()
                                .put("startInclusive", from.toEpochMilli() / MILLIS),
                        () -> is(criteria, "findingStatus", "ACTIVE"));
        if (!place.isEmpty()) {
            request.put("nextToken", place);
        }
        JsonNode answer = inspector.ask(api -> api.post("/findings/list", request), !place.isEmpty());
        for (ObjectNode finding : Crop.objects(answer, "findings")) {
            ObjectNode detail = finding.deepCopy();
            Crop.times(detail, "firstObservedAt", "lastObservedAt", "updatedAt");
            crop.read(reader, "aws.inspector2", "Inspector2 Finding", detail);
        }
        return crop.next(Crop.text(answer, "nextToken"));
    }

    private static void is(ObjectNode criteria, String field, String value) {
        criteria.putArray(field).addObject().put("comparison", "EQUALS").put("value", value);
    }
}
