package com.kaldrix.monitoring.compliance.collect.macie;

import com.kaldrix.monitoring.compliance.collect.event.Collected;
import com.kaldrix.monitoring.compliance.collect.event.EventBridgeEvent;
import com.kaldrix.monitoring.compliance.collect.event.EventReader;
import com.kaldrix.monitoring.compliance.collect.event.JsonFields;
import com.kaldrix.monitoring.compliance.collect.event.Places;
import com.kaldrix.monitoring.compliance.collect.event.Sighting;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.FindingSeverity;
import com.kaldrix.monitoring.compliance.finding.Origin;
import com.kaldrix.monitoring.compliance.finding.Seen;
import com.kaldrix.monitoring.compliance.finding.Source;
import com.kaldrix.monitoring.compliance.finding.Verdict;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import com.kaldrix.monitoring.compliance.mapping.FindingType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Findings of Macie: of policies of a bucket, or of sensitive data in an object of it. What it found stands until it is archived.
 *
 * @see <a href="https://docs.aws.amazon.com/macie/latest/user/findings-publish-event-schemas.html">Macie, event schema for findings</a>
 */
public final class MacieFindings implements EventReader {
    @Override
    public String name() {
        return "macie";
    }

    @Override
    public boolean reads(String source, String detailType) {
        return source.equals("aws.macie") && detailType.equals("Macie Finding");
    }

    @Override
    public Collected read(EventBridgeEvent event) {
        JsonFields detail = event.detail();
        if (detail.flag("sample")) {
            return new Collected.Ignored("a sample finding");
        }
        String type = detail.text("type");
        Verdict found = Verdict.of(ComplianceStatus.FAILED);
        Instant told = event.time();
        Instant updated = detail.findTime("updatedAt").orElse(told);
        return Collected.Findings.of(new Sighting(
                        new Origin(Source.MACIE, detail.text("id")),
                        Places.account(detail, "accountId"),
                        Places.findRegion(detail, "region").orElseGet(event::region),
                        Control.of(Namespace.MACIE, type),
                        resource(detail))
                .finding(
                        detail.glance("title").orElse(""),
                        detail.glance("severity", "description")
                                .flatMap(FindingSeverity::find)
                                .orElse(FindingSeverity.UNRATED),
                        detail.flag("archived") ? found.archived() : found,
                        new Seen(detail.findTime("createdAt").orElse(updated), updated, updated, told),
                        FindingClues.none().withTypes(new FindingType(Namespace.MACIE, type))));
    }

    private static Sighting.Resource resource(JsonFields detail) {
        Optional<String> bucket = detail.glance("resourcesAffected", "s3Bucket", "arn")
                .or(() -> detail.glance("resourcesAffected", "s3Object", "bucketArn"))
                .or(() -> detail.glance("resourcesAffected", "s3Bucket", "name").map(name -> "arn:aws:s3:::" + name));
        Optional<String> key = detail.glance("resourcesAffected", "s3Object", "key");
        String arn = bucket.orElseThrow(
                () -> detail.without(List.of("resourcesAffected.s3Bucket.arn", "s3Bucket.name", "s3Object.bucketArn")));
        return key.map(name -> new Sighting.Resource(arn + "/" + name, "AwsS3Object"))
                .orElseGet(() -> new Sighting.Resource(arn, "AwsS3Bucket"));
    }
}
