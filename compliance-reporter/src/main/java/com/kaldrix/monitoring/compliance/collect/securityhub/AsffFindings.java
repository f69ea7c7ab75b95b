package com.kaldrix.monitoring.compliance.collect.securityhub;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.FindingBatch;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.collect.event.Times;
import com.kaldrix.monitoring.compliance.collect.event.UnreadableField;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.RecordState;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.finding.WorkflowStatus;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Findings in the AWS Security Finding Format. The account and the region are the finding's own, not those of the administrator or of the region of
 * aggregation whose event it is. What is no check and has no status has found something, and so failed; a check without one is not available.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html">Security Hub, ASFF</a>
 */
public final class AsffFindings implements EventReader {
    private final AsffProducts products;

    /**
     * @param names what controls are called
     */
    public AsffFindings(ControlNames names) {
        this.products = new AsffProducts(names);
    }

    @Override
    public String name() {
        return "securityhub";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.securityhub") && detailType.equals("Security Hub Findings - Imported");
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        Instant told = event.time();
        return FindingBatch.read(event, finding -> finding(finding, event, told));
    }

    private Finding finding(JsonFields asff, EventBridgeEvent event, Instant told) {
        if (asff.flag("Sample")) {
            throw new FindingBatch.Passed("a sample finding");
        }
        AsffProducts.Product product = products.of(asff);
        String account = Places.account(asff, "AwsAccountId");
        String region = region(asff, event);
        Sighting.Resource resource = resource(asff, product);
        return new Sighting(product.origin(account, region, resource), account, region, product.control(), resource)
                .finding(
                        asff.glance("Title").orElse(""),
                        severity(asff),
                        verdict(asff, product),
                        seen(asff, told),
                        product.clues());
    }

    private static String region(JsonFields asff, EventBridgeEvent event) {
        return Places.findRegion(asff, "Region")
                .or(() -> asff.glance("Id").flatMap(Places::regionOf))
                .or(() -> asff.glance("ProductArn").flatMap(Places::regionOf))
                .orElseGet(event::region);
    }

    /** The first, as Security Hub shows it; of an object in a bucket, the object. */
    private static Sighting.Resource resource(JsonFields asff, AsffProducts.Product product) {
        List<JsonFields> resources = asff.objects("Resources");
        if (resources.isEmpty()) {
            throw new UnreadableField(asff.path("Resources"), "is missing or empty");
        }
        JsonFields chosen = resources.stream()
                .filter(resource -> product.source() == Source.MACIE
                        && resource.glance("Type").orElse("").equals("AwsS3Object"))
                .findFirst()
                .orElse(resources.getFirst());
        return new Sighting.Resource(chosen.text("Id"), chosen.glance("Type").orElse(""));
    }

    private static Verdict verdict(JsonFields asff, AsffProducts.Product product) {
        Optional<ComplianceStatus> status = asff.findObject("Compliance")
                .flatMap(compliance -> compliance.findConstant("Status", ComplianceStatus.class));
        Optional<WorkflowStatus> workflow =
                asff.findObject("Workflow").flatMap(found -> found.findConstant("Status", WorkflowStatus.class));
        return new Verdict(
                status.orElse(product.isCheck() ? ComplianceStatus.NOT_AVAILABLE : ComplianceStatus.FAILED),
                workflow.orElse(WorkflowStatus.NEW),
                asff.findConstant("RecordState", RecordState.class).orElse(RecordState.ACTIVE));
    }

    private static FindingSeverity severity(JsonFields asff) {
        Optional<JsonFields> severity = asff.findObject("Severity");
        Optional<FindingSeverity> label =
                severity.flatMap(found -> found.find("Label")).flatMap(FindingSeverity::find);
        if (label.isPresent()) {
            return label.get();
        }
        OptionalDouble normalized =
                severity.map(found -> found.findNumber("Normalized")).orElse(OptionalDouble.empty());
        return normalized.isPresent()
                ? FindingSeverity.ofNormalized(normalized.getAsDouble())
                : FindingSeverity.UNRATED;
    }

    private static Seen seen(JsonFields asff, Instant told) {
        Instant updated = asff.findTime("UpdatedAt").orElse(told);
        Instant first =
                time(asff, "FirstObservedAt").or(() -> time(asff, "CreatedAt")).orElse(updated);
        Instant last = time(asff, "LastObservedAt").orElse(updated);
        return new Seen(first, last, updated, told);
    }

    private static Optional<Instant> time(JsonFields asff, String name) {
        return asff.glance(name).flatMap(Times::find);
    }
}
