package com.kaldrix.monitoring.compliance.collect.securityhub;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.FindingBatch;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.UnreadableField;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.ResourceIds;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compliance findings of the newer Security Hub, in OCSF. Their ids are those of ASFF, so a control's finding that comes in both forms is one. What
 * is of another class comes from its own service, and is passed over here.
 *
 * @see <a href="https://schema.ocsf.io/1.6.0/classes/compliance_finding">OCSF 1.6, Compliance Finding</a>
 */
public final class OcsfFindings implements EventReader {
    private static final String COMPLIANCE_FINDING = "2003";
    private static final String CLOSE = "3";
    private static final String ACCOUNT = "AWS::::Account";

    private final ControlNames names;

    /**
     * @param names what controls are called
     */
    public OcsfFindings(ControlNames names) {
        this.names = names;
    }

    @Override
    public String name() {
        return "securityhub";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.securityhub") && detailType.equals("Findings Imported V2");
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        Instant told = event.time();
        return FindingBatch.read(event, finding -> finding(finding, event, told));
    }

    private Finding finding(JsonFields ocsf, EventBridgeEvent event, Instant told) {
        String kind = ocsf.text("class_uid");
        if (!kind.equals(COMPLIANCE_FINDING)) {
            throw new FindingBatch.Passed("a finding of class " + kind + ", which comes from its own service");
        }
        JsonFields info = ocsf.object("finding_info");
        JsonFields compliance = ocsf.object("compliance");
        JsonFields cloud = ocsf.object("cloud");
        Control control = control(ocsf, compliance);
        boolean ofSecurityHub = control.namespace().equals(Namespace.SECURITY_HUB.word());
        String account = Places.account(cloud.object("account"), "uid");
        JsonFields resource = ocsf.objects("resources").stream()
                .findFirst()
                .orElseThrow(() -> new UnreadableField(ocsf.path("resources"), "is missing or empty"));
        String region = Places.findRegion(cloud, "region")
                .or(() -> Places.findRegion(resource, "region"))
                .or(() -> info.glance("uid").flatMap(Places::regionOf))
                .orElseGet(event::region);
        return new Sighting(
                        new Origin(ofSecurityHub ? Source.SECURITY_HUB : Source.PRODUCT, info.text("uid")),
                        account,
                        region,
                        control,
                        resource(resource))
                .finding(
                        info.glance("title").orElse(""),
                        severity(ocsf),
                        verdict(ocsf, compliance),
                        seen(ocsf, info, told),
                        new FindingClues(
                                compliance.texts("requirements"),
                                compliance.texts("standards"),
                                ofSecurityHub ? control.name() : "",
                                configRule(info),
                                List.of(),
                                ""));
    }

    /** A control; or the assessment of a product, such as that which tells whether services are on at all. */
    private Control control(JsonFields ocsf, JsonFields compliance) {
        Optional<String> control = compliance.find("control");
        if (control.isPresent()) {
            return Control.of(Namespace.SECURITY_HUB, names.spelled(control.get()));
        }
        String product = ocsf.glance("metadata", "product", "uid").orElse("");
        String assessment = compliance
                .glance("assessments", 0, "name")
                .orElseThrow(() -> compliance.without(List.of("control", "assessments[0].name")));
        return new Control(Source.PRODUCT.word(), product.substring(product.indexOf('/') + 1) + "/" + assessment);
    }

    /** Resources go by a bare name here, and by their ARN beside it; but an account's other name is that of what was looked at in it. */
    private static Sighting.Resource resource(JsonFields resource) {
        String id = resource.text("uid");
        String type = resource.glance("type").orElse("");
        boolean account = ResourceIds.type(type).equals(ACCOUNT);
        String arn = resource.glance("uid_alt")
                .filter(other -> other.startsWith("arn:") && !id.startsWith("arn:") && !account)
                .orElse(id);
        return new Sighting.Resource(arn, type);
    }

    private static String configRule(JsonFields info) {
        return info.glance("analytic", "category")
                .filter("AWS::Config::ConfigRule"::equals)
                .flatMap(category -> info.glance("analytic", "name"))
                .orElse("");
    }

    private static Verdict verdict(JsonFields ocsf, JsonFields compliance) {
        ComplianceStatus status = status(compliance);
        String id = ocsf.find("status_id").orElse("");
        String word = ocsf.find("status").orElse("").toLowerCase(Locale.ROOT);
        boolean closed = ocsf.find("activity_id").orElse("").equals(CLOSE) && status != ComplianceStatus.PASSED;
        boolean gone = closed || id.equals("5") || id.equals("6") || word.equals("archived") || word.equals("deleted");
        return new Verdict(status, workflow(id, word), gone ? RecordState.ARCHIVED : RecordState.ACTIVE);
    }

    private static ComplianceStatus status(JsonFields compliance) {
        String id = compliance.find("status_id").orElse("");
        String word = compliance.find("status").orElse("").toLowerCase(Locale.ROOT);
        if (id.equals("1") || word.startsWith("pass")) {
            return ComplianceStatus.PASSED;
        }
        if (id.equals("2") || word.equals("warning")) {
            return ComplianceStatus.WARNING;
        }
        return id.equals("3") || word.startsWith("fail") ? ComplianceStatus.FAILED : ComplianceStatus.NOT_AVAILABLE;
    }

    private static WorkflowStatus workflow(String id, String word) {
        if (id.equals("3") || word.equals("suppressed")) {
            return WorkflowStatus.SUPPRESSED;
        }
        if (id.equals("4") || word.equals("resolved")) {
            return WorkflowStatus.RESOLVED;
        }
        return id.equals("2") || word.equals("in progress") ? WorkflowStatus.NOTIFIED : WorkflowStatus.NEW;
    }

    private static FindingSeverity severity(JsonFields ocsf) {
        return switch (ocsf.find("severity_id").orElse("")) {
            case "1" -> FindingSeverity.INFORMATIONAL;
            case "2" -> FindingSeverity.LOW;
            case "3" -> FindingSeverity.MEDIUM;
            case "4" -> FindingSeverity.HIGH;
            case "5", "6" -> FindingSeverity.CRITICAL;
            default -> ocsf.find("severity").flatMap(FindingSeverity::find).orElse(FindingSeverity.UNRATED);
        };
    }

    private static Seen seen(JsonFields ocsf, JsonFields info, Instant told) {
        Instant updated =
                time(info, "modified_time").or(() -> time(ocsf, "time")).orElse(told);
        Instant first = time(info, "first_seen_time")
                .or(() -> time(info, "created_time"))
                .orElse(updated);
        return new Seen(first, time(info, "last_seen_time").orElse(updated), updated, told);
    }

    /** OCSF writes a time as milliseconds, and with {@code _dt} as RFC 3339. */
    private static Optional<Instant> time(JsonFields fields, String name) {
        return fields.findTime(name + "_dt").or(() -> fields.findTime(name));
    }
}
