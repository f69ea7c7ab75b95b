package com.kaldrix.monitoring.anomaly.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyTest {
    @ParameterizedTest
    @CsvSource({
        "kaldrix_auth_failures_total, SECURITY",
        "http_requests_unauthorized_total, SECURITY",
        "node_network_transmit_bytes_total, SECURITY",
        "aws_cloudtrail_ConsoleLoginFailures, SECURITY",
        "aws_guardduty_findings, SECURITY",
        "api_call_count, SECURITY",
        "ConfigChangeCount, SECURITY",
        "kaldrix_transactions_total, BUSINESS",
        "kaldrix_consensus_round_seconds, BUSINESS",
        "kaldrix_node_peers, BUSINESS",
        "active_users, BUSINESS",
        "author_posts, PERFORMANCE",
        "node_load1, PERFORMANCE",
        "background_jobs, PERFORMANCE",
        "process_cpu_seconds_total, PERFORMANCE"
    })
    void followsFromTheWordsOfAName(String metric, Family family) {
        assertThat(Family.ofMetric(metric)).isEqualTo(family);
    }
}
