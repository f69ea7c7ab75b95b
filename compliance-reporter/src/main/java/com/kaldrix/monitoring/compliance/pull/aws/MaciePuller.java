package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.macie.MacieFindings;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.PullFailedException;
import com.kaldrix.monitoring.compliance.pull.PullFailedException.Reason;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Round;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings of Macie: their ids, and then what they say.
 *
 * @see <a href="https://docs.aws.amazon.com/macie/latest/APIReference/findings.html">Macie API, Finding List</a>
 */
final class MaciePuller implements Puller {
    private static final AwsApi.Service SERVICE = new AwsApi.Service("macie2", "");
    private static final int AT_ONCE = 50;

    private final Entrances entrances;
    private final MacieFindings reader = new MacieFindings();

    MaciePuller(Entrances entrances) {
        this.entrances = entrances;
    }

    @Override
    public PullSource source() {
        return PullSource.MACIE;
    }

    @Override
    public Pages open(Target target) {
        Asked macie = entrances.ask(target, SERVICE);
        String status = Crop.text(macie.ask(api -> api.get("/macie", Map.of())), "status")
                .orElse("");
        if (!status.equals("ENABLED")) {
            throw new PullFailedException(Reason.NOT_ENABLED, "Macie is paused");
        }
        return (round, place, told) -> page(macie, new Crop(target, told), round, place);
    }

    private Harvest page(Asked macie, Crop crop, Round round, String place) {
        ObjectNode request = Crop.object().put("maxResults", AT_ONCE);
        ObjectNode criterion = request.putObject("findingCriteria").putObject("criterion");
        criterion.putObject("accountId").putArray("eq").add(crop.target().account());
        round.from()
                .ifPresentOrElse(
                        from -> criterion.putObject("updatedAt").put("gte", from.toEpochMilli()),
                        () -> criterion.putObject("archived").putArray("eq").add("false"));
        request.putObject("sortCriteria").put("attributeName", "updatedAt").put("orderBy", "ASC");
        if (!place.isEmpty()) {
            request.put("nextToken", place);
        }
        JsonNode answer = macie.ask(api -> api.post("/findings", request), !place.isEmpty());
        List<String> ids = Crop.texts(answer, "findingIds");
        if (!ids.isEmpty()) {
            ObjectNode wanted = Crop.object();
            ArrayNode list = wanted.putArray("findingIds");
            ids.forEach(list::add);
            JsonNode found = macie.ask(api -> api.post("/findings/describe", wanted));
            Crop.objects(found, "findings")
                    .forEach(finding -> crop.read(reader, "aws.macie", "Macie Finding", finding));
        }
        return crop.next(Crop.text(answer, "nextToken"));
    }
}
