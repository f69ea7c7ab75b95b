package com.kaldrix.monitoring.compliance.finding;

import com.kaldrix.monitoring.compliance.framework.Namespace;
import com.kaldrix.monitoring.compliance.mapping.FindingClues;
import java.time.Instant;

/** Findings of one control and resource, by which origin, when and how. */
final class FindingExamples {
    static final FindingKey KEY = new FindingKey(
            "123456789012",
            "eu-west-1",
            Control.of(Namespace.SECURITY_HUB, "EC2.13"),
            "arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0123456789abcdef0");
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private FindingExamples() {}

    /** One that was updated, and told of, so many seconds after noon. */
    static Finding finding(Source source, String id, int second, ComplianceStatus status) {
        return finding(source, id, second, second, Verdict.of(status));
    }

    static Finding finding(Source source, String id, int updated, int told, Verdict verdict) {
        Instant at = NOON.plusSeconds(updated);
        return new Finding(
                KEY,
                new Origin(source, id),
                "AWS::EC2::SecurityGroup",
                source.word() + " " + id,
                source == Source.CONFIG ? FindingSeverity.UNRATED : FindingSeverity.HIGH,
                verdict,
                new Seen(NOON.minusSeconds(60), at, at, NOON.plusSeconds(told)),
                FindingClues.none().withControl("EC2.13"));
    }
}
