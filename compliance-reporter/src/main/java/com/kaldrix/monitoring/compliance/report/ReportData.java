package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.framework.RequirementId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that a report says but the findings themselves. Every list is in the order in which it is shown, and has to be the same when the report is made
 * again.
 *
 * @param header which report
 * @param standards sorted by id
 * @param drift what changed in the period
 * @param waivers those in force at the cut-off, and those that lapsed in the period
 * @param attestations likewise
 * @param responses how fast alerts were dealt with, the most severe first
 * @param remediations those requested in the period
 * @param activity who did what, the busiest first
 * @param gaps what was not collected
 * @param unmapped checks whose findings no requirement is about
 */
public record ReportData(
        ReportHeader header,
        List<StandardResult> standards,
        List<Drift> drift,
        List<Waiver> waivers,
        List<Attestation> attestations,
        List<ResponseTime> responses,
        List<Remediation> remediations,
        List<PrincipalActivity> activity,
        List<Gap> gaps,
        List<Unmapped> unmapped) {
    public ReportData {
        standards = List.copyOf(standards);
        drift = List.copyOf(drift);
        waivers = List.copyOf(waivers);
        attestations = List.copyOf(attestations);
        responses = List.copyOf(responses);
        remediations = List.copyOf(remediations);
        activity = List.copyOf(activity);
        gaps = List.copyOf(gaps);
        unmapped = List.copyOf(unmapped);
    }

    /** How something changed. */
    public enum Change {
        NEWLY_FAILED,
        NEWLY_PASSED,
        /** There was evidence, and there is none any more. */
        EVIDENCE_LOST,
        /** It can no longer be judged. */
        UNCERTAIN,
        /** The configuration of a resource became another. */
        CONFIGURATION;

        /** How it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Something that changed.
     *
     * @param at when it was noticed
     * @param account 12 digits; empty when it is of all
     * @param region empty when it is of all
     * @param subject a control, requirement or resource
     * @param before how it was; empty when it was not there
     * @param after how it is; empty when it is no longer there
     */
    public record Drift(
            Change change, Instant at, String account, String region, String subject, String before, String after) {}

    /**
     * That something which failed is accepted for a time.
     *
     * @param target a finding, control or resource, as people read it
     * @param until the first moment at which it no longer counts
     * @param findings how many failed findings it covers at the cut-off
     */
    public record Waiver(
            String id, String target, String reason, String owner, Instant from, Instant until, long findings) {}

    /**
     * That somebody answers for a requirement.
     *
     * @param evidence name of the file; empty when there is none
     * @param sha256 of the file, 64 hexadecimal digits; empty when there is none
     * @param until the first moment at which it no longer counts
     */
    public record Attestation(
            RequirementId requirement,
            String statement,
            String author,
            Instant at,
            Instant until,
            String evidence,
            String sha256) {}

    /**
     * How fast alerts of a severity were dealt with.
     *
     * @param severity such as {@code P0}
     * @param alerts how many there were
     * @param acknowledged how many of them somebody acknowledged
     * @param target within which time that should be; null for no matter when
     * @param inTime how many were acknowledged within it
     * @param median of the times until acknowledgement; null when none was
     * @param p95 95th percentile of them; null when none was
     */
    public record ResponseTime(
            String severity,
            long alerts,
            long acknowledged,
            @Nullable Duration target,
            long inTime,
            @Nullable Duration median,
            @Nullable Duration p95) {}

    /** What became of a remediation; only the finding's new state counts as success. */
    public enum Outcome {
        /** The finding passes since. */
        CONFIRMED,
        /** It was carried out, and the finding still fails. */
        STILL_FAILED,
        /** It was not carried out. */
        REFUSED,
        /** It is not decided yet. */
        OPEN;

        /** How it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A remediation.
     *
     * @param approvedBy who let it happen; empty when nobody has yet
     */
    public record Remediation(
            String id,
            String playbook,
            Control control,
            String resource,
            Instant requestedAt,
            String approvedBy,
            Outcome outcome) {}

    /**
     * What a principal did.
     *
     * @param principal ARN, name or service
     * @param kind such as {@code AssumedRole}
     * @param account whose the principal is; empty when it is of none
     * @param actions how many in all
     * @param changes how many of them changed something
     * @param refused how many of them were not done
     * @param resources how many different resources they were about
     * @param first the first of them
     * @param last the last of them
     * @param most the actions that came most often, the most frequent first
     */
    public record PrincipalActivity(
            String principal,
            String kind,
            String account,
            long actions,
            long changes,
            long refused,
            long resources,
            Instant first,
            Instant last,
            List<String> most) {
        public PrincipalActivity {
            most = List.copyOf(most);
        }
    }

    /**
     * What was not collected.
     *
     * @param source such as {@code securityhub}
     * @param since the last time that it was; null when it never was
     * @param reason why, in a sentence
     */
    public record Gap(
            String source,
            String account,
            String region,
            @Nullable Instant since,
            String reason) {}

    /**
     * A check that no requirement is about.
     *
     * @param findings how many it has
     * @param reason why it led nowhere, as half a sentence
     */
    public record Unmapped(Control control, long findings, String reason) {}
}
