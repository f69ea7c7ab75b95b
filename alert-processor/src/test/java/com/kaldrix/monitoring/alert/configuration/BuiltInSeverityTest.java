package com.kaldrix.monitoring.alert.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.severity.SeverityRules;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in rules against the operators' table of severities. */
class BuiltInSeverityTest {
    private static final SeverityRules RULES = ConfigurationSourceTest.source(FirstNotification.BY_SEVERITY, "SLACK")
            .load()
            .kaldrix()
            .severityRules();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Own signals say it themselves.
                "P0 | alertname=CapacityPlanning,severity=P0",
                "P3 | alertname=SystemOutage,severity=P3",
                "P1 | alertname=Anything,severity=p1",
                "P2 | alertname=Anything,severity=critical,kaldrix_severity=P2",
                // Prometheus' words.
                "P0 | alertname=Foo,severity=critical",
                "P0 | alertname=Foo,severity=Critical",
                "P1 | alertname=Foo,severity=page",
                "P1 | alertname=Foo,severity=error",
                "P2 | alertname=Foo,severity=warning",
                "P3 | alertname=Foo,severity=info",
                "P3 | alertname=Watchdog,severity=none",
                "P1 | alertname=HighErrorRate,severity=unheard-of",
                // The table, by name.
                "P0 | alertname=SystemOutage",
                "P0 | alertname=prod-kaldrix-system-down",
                "P0 | alertname=SecurityBreach",
                "P0 | alertname=security-breach-detected",
                "P0 | alertname=DataCorruption",
                "P0 | alertname=prod-kaldrix-data-corruption",
                "P0 | alertname=NetworkPartition",
                "P0 | alertname=network_partition_suspected",
                "P0 | alertname=ConsensusStalled",
                "P0 | alertname=prod-kaldrix-consensus-failure",
                "P0 | alertname=FinalityHalted",
                "P0 | alertname=DoubleSpendDetected",
                "P0 | alertname=StateRootMismatch",
                "P1 | alertname=RegionalDegradation",
                "P1 | alertname=PerformanceBottleneck",
                "P1 | alertname=HighErrorRate",
                "P1 | alertname=prod-kaldrix-high-error-rate",
                "P1 | alertname=ResourceExhaustion",
                "P1 | alertname=DiskFull",
                "P1 | alertname=NodeDown",
                "P1 | alertname=ApiLatencyHigh",
                "P1 | alertname=DiskPartitionFull",
                "P1 | alertname=ErrorBudgetBurn",
                "P2 | alertname=MinorIssue",
                "P2 | alertname=ConfigurationDrift",
                "P2 | alertname=DiskUsageWarning",
                "P2 | alertname=WarningThresholdCrossed",
                "P2 | alertname=MaintenanceReminder",
                "P2 | alertname=prod-kaldrix-high-cpu,namespace=AWS/EC2,metric=CPUUtilization",
                "P3 | alertname=Informational",
                "P3 | alertname=CapacityPlanning",
                "P3 | alertname=capacity-forecast-storage",
                "P3 | alertname=PerformanceTrend",
                "P3 | alertname=OptimizationOpportunity",
                "P3 | alertname=optimisation-opportunity",
                // CloudWatch, by metric, where the name says nothing.
                "P1 | alertname=prod-web-1,namespace=AWS/EC2,metric=StatusCheckFailed_System",
                "P1 | alertname=prod-alb,namespace=AWS/ApplicationELB,metric=HTTPCode_Target_5XX_Count",
                "P1 | alertname=prod-db,namespace=AWS/RDS,metric=FreeStorageSpace",
                "P3 | alertname=monthly,namespace=AWS/Billing,metric=EstimatedCharges",
                // GuardDuty.
                "P0 | alertname=Backdoor:EC2/C&CActivity.B!DNS,severity=high",
                "P0 | alertname=AttackSequence:S3/CompromisedData,severity=critical",
                "P1 | alertname=Recon:EC2/PortProbeUnprotectedPort,severity=high",
                "P1 | alertname=Trojan:EC2/DNSDataExfiltration,severity=medium",
                "P2 | alertname=Recon:IAMUser/UserPermissions,severity=medium",
                "P3 | alertname=Policy:IAMUser/RootCredentialUsage,severity=low",
                // Security Hub: controls drift.
                "P1 | alertname=IAM.4,severity=critical",
                "P2 | alertname=S3.1,severity=high",
                "P3 | alertname=EC2.10,severity=low",
                // AWS Health.
                "P0 | alertname=AWS_RISK_CREDENTIALS_EXPOSED,category=issue",
                "P1 | alertname=AWS_EC2_OPERATIONAL_ISSUE,category=issue",
                "P2 | alertname=AWS_RDS_SCHEDULED_PATCH,category=scheduledChange",
                "P2 | alertname=AWS_ACM_RENEWAL_STATE_CHANGE,category=accountNotification",
                // What nobody has thought of is neither silent nor an outage.
                "P2 | alertname=Foo",
                "P2 | alertname=prod-kaldrix-42,namespace=KALDRIX,metric=dag_width",
            })
    void followsTheTable(Severity expected, String labels) {
        Map<String, String> map = new TreeMap<>();
        for (String label : labels.split(",")) {
            map.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
        }
        assertThat(RULES.of(Labels.of(map)))
                .as(() -> labels + " decided by "
                        + RULES.find(Labels.of(map)).map(Object::toString).orElse("the default"))
                .isEqualTo(expected);
    }

    @Test
    void anUnknownAlertIsNeverSilentlyLow() {
        assertThat(SeverityRules.UNKNOWN).isEqualTo(Severity.P2);
        assertThat(RULES.byDefault()).isEqualTo(SeverityRules.UNKNOWN);
        assertThat(RULES.rules()).noneMatch(rule -> rule.matchers().equals(Matchers.any()));
    }
}
