package com.kaldrix.monitoring.compliance.finding;

import static com.kaldrix.monitoring.compliance.finding.FindingExamples.KEY;
import static com.kaldrix.monitoring.compliance.finding.FindingExamples.NOON;
import static com.kaldrix.monitoring.compliance.finding.FindingExamples.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.compliance.framework.Namespace;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScanTest {
    private static final Finding KNOWN = finding(Source.SECURITY_HUB, "a", 0, ComplianceStatus.FAILED);
    private static final Instant STARTED = NOON.plusSeconds(100);
    private static final Scan.Scope ALL =
            new Scan.Scope(Set.of(KEY.account()), Set.of(KEY.region()), Set.of(), Set.of());

    private static Scan scan(Scan.Scope scope) {
        return new Scan(Source.SECURITY_HUB, scope, STARTED, true);
    }

    @Test
    void whatAScanShouldHaveSeenAndDidNotIsArchived() {
        Finding gone = scan(ALL).missing(KNOWN, Set.of()).orElseThrow();
        assertThat(gone.verdict()).isEqualTo(KNOWN.verdict().archived());
        assertThat(gone.isNewerThan(KNOWN)).isTrue();
        JoinedFinding joined = JoinedFinding.of(KNOWN).join(gone);
        assertThat(joined.verdict().counts()).isFalse();
        assertThat(joined.join(KNOWN)).as("an event from before comes late").isSameAs(joined);
        assertThat(joined.join(finding(Source.SECURITY_HUB, "a", 200, ComplianceStatus.FAILED))
                        .verdict()
                        .counts())
                .isTrue();
    }

    @Test
    void whatItSawStays() {
        assertThat(scan(ALL).missing(KNOWN, Set.of(KNOWN.origin()))).isEmpty();
    }

    @Test
    void aNarrowerScanSaysNothingOfWhatItDidNotLookAt() {
        Set<String> accounts = Set.of(KEY.account());
        Set<String> regions = Set.of(KEY.region());
        assertThat(scan(new Scan.Scope(Set.of("210987654321"), regions, Set.of(), Set.of()))
                        .missing(KNOWN, Set.of()))
                .isEmpty();
        assertThat(scan(new Scan.Scope(accounts, Set.of("us-east-1"), Set.of(), Set.of()))
                        .missing(KNOWN, Set.of()))
                .isEmpty();
        Control other = Control.of(Namespace.SECURITY_HUB, "EC2.1");
        assertThat(scan(new Scan.Scope(accounts, regions, Set.of(other), Set.of()))
                        .missing(KNOWN, Set.of()))
                .isEmpty();
        assertThat(scan(new Scan.Scope(accounts, regions, Set.of(), Set.of("AWS::S3::Bucket")))
                        .missing(KNOWN, Set.of()))
                .isEmpty();
        assertThat(scan(new Scan.Scope(accounts, regions, Set.of(KEY.control(), other), Set.of(KNOWN.resourceType())))
                        .missing(KNOWN, Set.of()))
                .isPresent();
    }

    @Test
    void neitherDoesAnotherSourceNorOneThatDidNotEndNorWhatCameMeanwhile() {
        assertThat(new Scan(Source.CONFIG, ALL, STARTED, true).missing(KNOWN, Set.of()))
                .isEmpty();
        assertThat(new Scan(Source.SECURITY_HUB, ALL, STARTED, false).missing(KNOWN, Set.of()))
                .isEmpty();
        Finding meanwhile = finding(Source.SECURITY_HUB, "b", 100, ComplianceStatus.FAILED);
        assertThat(scan(ALL).missing(meanwhile, Set.of())).isEmpty();
        Finding archived = KNOWN.archived(KNOWN.seen());
        assertThat(scan(ALL).missing(archived, Set.of())).isEmpty();
        assertThatThrownBy(() -> new Scan.Scope(Set.of(), Set.of("eu-west-1"), Set.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
