package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.guardduty.GuardDutyFindings;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.PullFailedException;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Round;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings of GuardDuty: their ids, and then what they say. An account has one detector in a region, or does not use GuardDuty there.
 *
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFindings.html">GuardDuty API, ListFindings</a>
 */
final class GuardDutyPuller implements Puller {
    private static final AwsApi.Service SERVICE = new AwsApi.Service("guardduty", "");
    private static final int AT_ONCE = 50;

    private final Entrances entrances;
    private final GuardDutyFindings reader = new GuardDutyFindings();

    GuardDutyPuller(Entrances entrances) {
        this.entrances = entrances;
    }

    @Override
    public PullSource source() {
        return PullSource.GUARD_DUTY;
    }

    @Override
    public Pages open(Target target) {
        Asked guardDuty = entrances.ask(target, SERVICE);
        List<String> detectors = Crop.texts(guardDuty.ask(api -> api.get("/detector", Map.of())), "detectorIds");
        String detector = detectors.stream()
                .filter(id -> id.matches("[A-Za-z0-9-]{1,300}"))
                .findFirst()
                .orElseThrow(() -> new PullFailedException(Reason.NOT_ENABLED, "GuardDuty has no detector here"));
        String path = "/detector/" + detector;
        JsonNode state = guardDuty.ask(api -> api.get(path, Map.of()));
        if (!Crop.text(state, "status").orElse("").equals("ENABLED")) {
            throw new PullFailedException(Reason.NOT_ENABLED, "the detector of GuardDuty is suspended");
        }
        return (round, place, told) -> page(guardDuty, path, new Crop(target, told), round, place);
    }

    private Harvest page(Asked guardDuty, String path, Crop crop, Round round, String place) {
        ObjectNode request = Crop.object().put("maxResults", AT_ONCE);
        ObjectNode criterion = request.putObject("findingCriteria").putObject("criterion");
        criterion.putObject("accountId").putArray("equals").add(crop.target().account());
        round.from()
                .ifPresentOrElse(
                        from -> criterion.putObject("updatedAt").put("greaterThanOrEqual", from.toEpochMilli()),
                        () -> criterion
                                .putObject("service.archived")
                                .putArray("equals")
                                .add("false"));
        request.putObject("sortCriteria").put("attributeName", "updatedAt").put("orderBy", "ASC");
        if (!place.isEmpty()) {
            request.put("nextToken", place);
        }
        JsonNode answer = guardDuty.ask(api -> api.post(path + "/findings", request), !place.isEmpty());
        List<String> ids = Crop.texts(answer, "findingIds");
        if (!ids.isEmpty()) {
            ObjectNode wanted = Crop.object();
            ArrayNode list = wanted.putArray("findingIds");
            ids.forEach(list::add);
            JsonNode found = guardDuty.ask(api -> api.post(path + "/findings/get", wanted));
            Crop.objects(found, "findings").forEach(finding -> read(crop, finding));
        }
        return crop.next(Crop.text(answer, "nextToken"));
    }

    private void read(Crop crop, ObjectNode finding) {
        ObjectNode detail = finding.deepCopy();
        JsonNode additional = detail.path("service").path("additionalInfo");
        // In events it is a field; here it is in a text that holds JSON.
        Optional<String> value = Crop.text(additional, "value");
        if (additional instanceof ObjectNode info
                && value.isPresent()
                && value.get().replace(" ", "").contains("\"sample\":true")) {
            info.put("sample", true);
        }
        crop.read(reader, "aws.guardduty", "GuardDuty Finding", detail);
    }
}
