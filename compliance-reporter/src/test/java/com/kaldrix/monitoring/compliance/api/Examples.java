package com.kaldrix.monitoring.compliance.api;

import com.kaldrix.monitoring.compliance.activity.Activity;
import com.kaldrix.monitoring.compliance.activity.Principal;
import com.kaldrix.monitoring.compliance.drift.ConfigurationChange;
import com.kaldrix.monitoring.compliance.finding.ComplianceStatus;
import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.FindingKey;
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

/** What the service may know. */
public final class Examples {
    private Examples() {}

    /** Of a control of Security Hub in eu-west-1. */
    public static Finding finding(String control, String resource, ComplianceStatus status, Instant at) {
        Control checked = Control.parse("securityhub:" + control);
        return new Finding(
                new FindingKey("123456789012", "eu-west-1", checked, resource),
                new Origin(Source.SECURITY_HUB, control + "/" + resource),
                "AWS::IAM::User",
                "Title of " + control,
                FindingSeverity.HIGH,
                Verdict.of(status),
                Seen.at(at, at),
                FindingClues.none().withControl(control));
    }

    /** Of a bucket that is open to all. */
    static Finding bucket(Instant at) {
        return new Finding(
                new FindingKey("123456789012", "eu-west-1", Control.parse("securityhub:S3.8"), "arn:aws:s3:::open"),
                new Origin(Source.SECURITY_HUB, "S3.8/open"),
                "AWS::S3::Bucket",
                "The bucket is open",
                FindingSeverity.HIGH,
                Verdict.of(ComplianceStatus.FAILED),
                Seen.at(at, at),
                FindingClues.none().withControl("S3.8"));
    }

    /** That somebody uses the credentials of somebody else. */
    static Finding threat(Instant at) {
        String type = "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS";
        return new Finding(
                new FindingKey("123456789012", "eu-west-1", Control.parse("guardduty:" + type), "AKIA"),
                new Origin(Source.GUARD_DUTY, "g-1"),
                "AWS::IAM::AccessKey",
                "Credentials are used from outside",
                FindingSeverity.CRITICAL,
                Verdict.of(ComplianceStatus.FAILED),
                Seen.at(at, at),
                FindingClues.none().withTypes(new FindingType(Namespace.GUARD_DUTY, type)));
    }

    /** Of a rule that nobody knows. */
    public static Finding unmapped(Instant at) {
        return new Finding(
                new FindingKey("123456789012", "us-east-1", Control.parse("config:my-own-rule"), "thing"),
                new Origin(Source.CONFIG, "my-own-rule/thing"),
                "",
                "my-own-rule",
                FindingSeverity.UNRATED,
                Verdict.of(ComplianceStatus.FAILED),
                Seen.at(at, at),
                FindingClues.none().withConfigRule("my-own-rule"));
    }

    public static Activity activity(String id, String principal, String error, Instant at) {
        return new Activity(
                id,
                at,
                new Principal("IAMUser", principal, "123456789012", "", true),
                new Activity.Act("ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", false, error),
                new Activity.Place("123456789012", "eu-west-1", "203.0.113.7", "aws-cli"),
                List.of("sg-1", "vpc-1"));
    }

    public static ConfigurationChange change(String resource, Instant at) {
        return new ConfigurationChange(
                new ConfigurationChange.Subject("123456789012", "eu-west-1", resource, "AWS::IAM::User"),
                ConfigurationChange.Kind.UPDATED,
                at,
                "7",
                List.of(new ConfigurationChange.PropertyChange("Configuration.x", "1", "2")),
                "",
                List.of("e-1"));
    }
}
