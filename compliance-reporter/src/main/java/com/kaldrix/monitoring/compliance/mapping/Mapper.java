package com.kaldrix.monitoring.compliance.mapping;

import com.kaldrix.monitoring.compliance.framework.Catalogue;
import com.kaldrix.monitoring.compliance.framework.Link;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import java.util.List;

/**
 * Finds the requirements that a finding speaks about: by what it says itself, by its control, by its rule of AWS Config, by its types, by the
 * suite's own check. All ways are gone, and the result is their union. Names match whole or not at all. Safe to use from many threads.
 */
public final class Mapper {
    private final Catalogue catalogue;
    private final SecurityHubControls controls;
    private final StatedRequirements stated;

    /**
     * @param catalogue the frameworks in force
     * @param controls what is known of Security Hub
     */
    public Mapper(Catalogue catalogue, SecurityHubControls controls) {
        this.catalogue = catalogue;
        this.controls = controls;
        this.stated = new StatedRequirements(catalogue);
    }

    /** Never fails; what leads nowhere is in the result with its reason. */
    public Mapping map(FindingClues clues) {
        Mapping.Draft draft = new Mapping.Draft();
        stated.read(clues, draft);
        if (!clues.controlId().isEmpty()) {
            if (!found(Step.CONTROL, clues.controlId(), Namespace.SECURITY_HUB, clues.controlId(), draft)) {
                draft.unresolved(Step.CONTROL, clues.controlId(), "no requirement names this control");
            }
        }
        if (!clues.configRule().isEmpty()) {
            configRule(clues.configRule(), draft);
        }
        for (FindingType type : clues.types()) {
            if (!found(Step.TYPE, type.type(), type.service(), type.type(), draft)) {
                draft.unresolved(
                        Step.TYPE,
                        type.type(),
                        "no requirement names such a type of " + type.service().word());
            }
        }
        if (!clues.ownCheck().isEmpty()
                && !found(Step.OWN_CHECK, clues.ownCheck(), Namespace.KALDRIX, clues.ownCheck(), draft)) {
            draft.unresolved(Step.OWN_CHECK, clues.ownCheck(), "no requirement names this check");
        }
        return draft.finish();
    }

    private void configRule(String name, Mapping.Draft draft) {
        String rule = ConfigRuleNames.managed(name, this::isManaged);
        boolean found = found(Step.CONFIG_RULE, name, Namespace.CONFIG, rule, draft);
        List<String> evaluating = controls.controlsOf(rule);
        if (evaluating.size() == 1) {
            found |= found(Step.CONFIG_RULE, name, Namespace.SECURITY_HUB, evaluating.getFirst(), draft);
        }
        if (!found) {
            draft.unresolved(
                    Step.CONFIG_RULE,
                    name,
                    evaluating.size() > 1
                            ? "the rule serves " + String.join(", ", evaluating) + ", and which one is not said"
                            : "no requirement names the rule '" + rule + "'");
        }
    }

    private boolean isManaged(String rule) {
        return controls.isRule(rule)
                || !catalogue.targets(Namespace.CONFIG, rule).isEmpty();
    }

    private boolean found(Step step, String clue, Namespace namespace, String name, Mapping.Draft draft) {
        List<Catalogue.Target> targets = catalogue.targets(namespace, name);
        for (Catalogue.Target target : targets) {
            Link link = target.link();
            draft.add(
                    target.requirement(),
                    new Provenance(step, clue, link.check().toString(), link.source(), link.confidence()));
        }
        return !targets.isEmpty();
    }
}
