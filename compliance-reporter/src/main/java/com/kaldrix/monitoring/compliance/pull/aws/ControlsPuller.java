package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.compliance.collect.event.Storable;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.pull.Enablement;
import com.kaldrix.monitoring.compliance.pull.Harvest;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import com.kaldrix.monitoring.compliance.pull.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which standards are on, and which of their controls Security Hub checks: some controls of one standard at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchGetStandardsControlAssociations.html">Security Hub API,
 *     BatchGetStandardsControlAssociations</a>
 */
final class ControlsPuller implements Puller {
    private static final int AT_ONCE = 100;
    private static final char APART = '\n';

    private final Entrances entrances;
    private final ControlNames names;

    ControlsPuller(Entrances entrances, ControlNames names) {
        this.entrances = entrances;
        this.names = names;
    }

    /** A standard that is on, and how it stands with it. */
    private record Standard(String arn, String status) {}

    @Override
    public PullSource source() {
        return PullSource.SECURITY_HUB_CONTROLS;
    }

    @Override
    public Pages open(Target target) {
        Asked hub = entrances.ask(target, SecurityHubPuller.SERVICE);
        List<Standard> standards = standards(hub);
        return (round, place, told) -> page(hub, standards, new Crop(target, told), place);
    }

    private static List<Standard> standards(Asked hub) {
        List<Standard> standards = new ArrayList<>();
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            String place = token.get();
            ObjectNode request = Crop.object().put("MaxResults", AT_ONCE);
            if (!place.isEmpty()) {
                request.put("NextToken", place);
            }
            JsonNode answer = hub.ask(api -> api.post("/standards/get", request), !place.isEmpty());
            Crop.objects(answer, "StandardsSubscriptions")
                    .forEach(one -> Crop.text(one, "StandardsArn")
                            .ifPresent(arn -> standards.add(new Standard(
                                    Storable.text(arn),
                                    Crop.text(one, "StandardsStatus").orElse("UNKNOWN")))));
            token = Crop.text(answer, "NextToken");
        }
        return standards.stream().sorted(Comparator.comparing(Standard::arn)).toList();
    }

    /** A place is a standard and, in its next line, a token of its list. */
    private Harvest page(Asked hub, List<Standard> standards, Crop crop, String place) {
        int end = place.indexOf(APART);
        String arn = end < 0 ? place : place.substring(0, end);
        String token = end < 0 ? "" : place.substring(end + 1);
        Optional<Standard> current =
                standards.stream().filter(one -> one.arn().compareTo(arn) >= 0).findFirst();
        if (current.isEmpty()) {
            return crop.next(Optional.empty());
        }
        Standard standard = current.get();
        boolean goesOn = !token.isEmpty() && standard.arn().equals(arn);
        Map<String, String> query =
                new HashMap<>(Map.of("StandardsArn", standard.arn(), "MaxResults", Integer.toString(AT_ONCE)));
        if (goesOn) {
            query.put("NextToken", token);
        }
        JsonNode answer = hub.ask(api -> api.get("/securityControls/definitions", query), goesOn);
        List<String> controls = Crop.objects(answer, "SecurityControlDefinitions").stream()
                .flatMap(one -> Crop.text(one, "SecurityControlId").stream())
                .toList();
        if (!controls.isEmpty()) {
            associations(hub, standard, controls, crop);
        }
        Optional<String> more = Crop.text(answer, "NextToken").map(next -> standard.arn() + APART + next);
        return crop.next(more.or(() -> standards.stream()
                .map(Standard::arn)
                .filter(one -> one.compareTo(standard.arn()) > 0)
                .findFirst()));
    }

    private void associations(Asked hub, Standard standard, List<String> controls, Crop crop) {
        ObjectNode request = Crop.object();
        ArrayNode ids = request.putArray("StandardsControlAssociationIds");
        controls.forEach(
                control -> ids.addObject().put("SecurityControlId", control).put("StandardsArn", standard.arn()));
        JsonNode answer = hub.ask(api -> api.post("/associations/batchGet", request));
        for (ObjectNode one : Crop.objects(answer, "StandardsControlAssociationDetails")) {
            Optional<String> control = Crop.text(one, "SecurityControlId");
            Optional<String> status = Crop.text(one, "AssociationStatus");
            if (control.isEmpty() || status.isEmpty()) {
                crop.problem("StandardsControlAssociationDetails has no SecurityControlId or AssociationStatus");
                continue;
            }
            crop.add(new Enablement(
                    standard.arn(),
                    standard.status(),
                    names.spelled(Storable.text(control.get())),
                    status.get().equals("ENABLED"),
                    Storable.text(Crop.text(one, "UpdatedReason").orElse(""))));
        }
        Crop.objects(answer, "UnprocessedAssociations")
                .forEach(one -> crop.problem("Security Hub does not say whether a control is on: "
                        + Storable.text(Crop.text(one, "ErrorReason").orElse("without a reason"))));
    }
}
