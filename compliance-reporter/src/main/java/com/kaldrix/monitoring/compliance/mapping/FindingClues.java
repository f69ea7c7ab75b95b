package com.kaldrix.monitoring.compliance.mapping;

import java.util.List;

/**
 * What a finding says about what it concerns. An empty list or text means that it says nothing.
 *
 * @param relatedRequirements {@code Compliance.RelatedRequirements} as they stand, such as {@code PCI DSS v4.0.1/1.3.1}
 * @param associatedStandards {@code Compliance.AssociatedStandards[].StandardsId} as they stand, short or as ARN
 * @param controlId {@code Compliance.SecurityControlId}, such as {@code IAM.1}
 * @param configRule name or source identifier of a rule of AWS Config, with whatever a service added to the name
 * @param types types of findings of GuardDuty, Macie and Inspector
 * @param ownCheck name of a check of the suite's own
 */
public record FindingClues(
        List<String> relatedRequirements,
        List<String> associatedStandards,
        String controlId,
        String configRule,
        List<FindingType> types,
        String ownCheck) {
    public FindingClues {
        relatedRequirements = List.copyOf(relatedRequirements);
        associatedStandards = List.copyOf(associatedStandards);
        types = List.copyOf(types);
    }

    /** Of a finding that says nothing. */
    public static FindingClues none() {
        return new FindingClues(List.of(), List.of(), "", "", List.of(), "");
    }

    public FindingClues withRelatedRequirements(String... requirements) {
        return new FindingClues(List.of(requirements), associatedStandards, controlId, configRule, types, ownCheck);
    }

    public FindingClues withAssociatedStandards(String... standards) {
        return new FindingClues(relatedRequirements, List.of(standards), controlId, configRule, types, ownCheck);
    }

    public FindingClues withControl(String id) {
        return new FindingClues(relatedRequirements, associatedStandards, id, configRule, types, ownCheck);
    }

    public FindingClues withConfigRule(String name) {
        return new FindingClues(relatedRequirements, associatedStandards, controlId, name, types, ownCheck);
    }

    public FindingClues withTypes(FindingType... found) {
        return new FindingClues(
                relatedRequirements, associatedStandards, controlId, configRule, List.of(found), ownCheck);
    }

    public FindingClues withOwnCheck(String name) {
        return new FindingClues(relatedRequirements, associatedStandards, controlId, configRule, types, name);
    }
}
