package com.kaldrix.monitoring.compliance.collect.config;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.Times;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.ResourceIds;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.time.Instant;
import java.util.Optional;

/**
 * What a rule of AWS Config says of a resource. A rule that Security Hub created speaks of the control that it was created for. A rule that no longer
 * applies to a resource, because that is gone or out of scope, leaves an archived finding.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/example-config-rule-compliance-notification.html">AWS Config, compliance
 *     change notification</a>
 */
public final class ConfigEvaluations implements EventReader {
    private final ControlNames names;

    private enum Evaluation {
        COMPLIANT,
        NON_COMPLIANT,
        NOT_APPLICABLE,
        INSUFFICIENT_DATA
    }

    /**
     * @param names what controls are called
     */
    public ConfigEvaluations(ControlNames names) {
        this.names = names;
    }

    @Override
    public String name() {
        return "config";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.config") && detailType.equals("Config Rules Compliance Change");
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        JsonFields result = detail.object("newEvaluationResult");
        String rule = named(detail, result, "configRuleName").orElseThrow(() -> detail.missing("configRuleName"));
        String id = named(detail, result, "resourceId").orElseThrow(() -> detail.missing("resourceId"));
        String type = named(detail, result, "resourceType").orElse("");
        String account = Places.account(detail, "awsAccountId");
        String region = Places.findRegion(detail, "awsRegion").orElseGet(event::region);
        String origin = detail.glance("configRuleARN").orElse(rule) + "/" + ResourceIds.of(id, type, account, region);
        Optional<String> control = names.ofRule(rule);
        Instant told = event.time();
        Instant recorded = result.findTime("resultRecordedTime")
                .or(() -> result.glance("evaluationResultIdentifier", "orderingTimestamp")
                        .flatMap(Times::find))
                .orElse(told);
        return Collected.Findings.of(new Sighting(
                        new Origin(Source.CONFIG, origin),
                        account,
                        region,
                        control.map(name -> Control.of(Namespace.SECURITY_HUB, name))
                                .orElseGet(() -> Control.of(Namespace.CONFIG, names.managedRule(rule))),
                        new Sighting.Resource(id, type))
                .finding(
                        result.glance("annotation").orElse(rule),
                        FindingSeverity.UNRATED,
                        verdict(result),
                        Seen.at(recorded, told),
                        FindingClues.none().withControl(control.orElse("")).withConfigRule(rule)));
    }

    private static Optional<String> named(JsonFields detail, JsonFields result, String name) {
        return detail.find(name)
                .or(() -> result.glance("evaluationResultIdentifier", "evaluationResultQualifier", name));
    }

    private static Verdict verdict(JsonFields result) {
        Evaluation evaluation = result.findConstant("complianceType", Evaluation.class)
                .orElseThrow(() -> result.missing("complianceType"));
        return switch (evaluation) {
            case COMPLIANT -> Verdict.of(ComplianceStatus.PASSED);
            case NON_COMPLIANT -> Verdict.of(ComplianceStatus.FAILED);
            case INSUFFICIENT_DATA -> Verdict.of(ComplianceStatus.NOT_AVAILABLE);
            case NOT_APPLICABLE -> Verdict.of(ComplianceStatus.NOT_AVAILABLE).archived();
        };
    }
}
