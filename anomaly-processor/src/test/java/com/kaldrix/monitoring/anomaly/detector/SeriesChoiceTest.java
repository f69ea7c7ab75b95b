package com.kaldrix.monitoring.anomaly.detector;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesChoiceTest {
    private static boolean chooses(
            String metric, @Nullable String namespace, @Nullable String stat, String name, String label) {
        Map<String, String> labels = new TreeMap<>(Map.of("__name__", name));
        if (!label.isEmpty()) {
            labels.put(label.split("=")[0], label.split("=")[1]);
        }
        return SeriesChoice.of(metric, namespace, stat, Matchers.any()).stream()
                .anyMatch(one -> one.matches(Labels.of(labels)));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # the operators' own example
            TransactionRate, KALDRIX, Sum, kaldrix_transactions_per_second, -, true
            TransactionRate, KALDRIX, Sum, kaldrix_node_transactions_total, status=ok, true
            TransactionRate, KALDRIX, Sum, kaldrix_node_transactions_total, status=failed, false
            TransactionRate, KALDRIX, Sum, kaldrix_node_peers, -, false
            # what counts and what does not
            PeerCount, KALDRIX, Sum, kaldrix_node_peers, -, false
            PeerCount, KALDRIX, Average, kaldrix_node_peers, -, true
            PeerCount, -, -, kaldrix_peer_count, -, true
            # no KPI: by its words
            FooBar, KALDRIX, -, kaldrix_foo_bar, -, true
            FooBar, KALDRIX, Sum, kaldrix_node_foo_bar_total, -, true
            FooBar, KALDRIX, Sum, kaldrix_foo_bar, -, false
            # as Prometheus writes it
            kaldrix_node_peers, -, -, kaldrix_node_peers, -, true
            kaldrix_node_peers, KALDRIX, Average, kaldrix_node_peers, -, true
            node_peers, KALDRIX, -, kaldrix_node_peers, -, true
            node_memory_MemAvailable_bytes, -, -, node_memory_MemAvailable_bytes, -, true
            peers, -, -, kaldrix_node_peers, -, false
            # what comes from CloudWatch
            NetworkIn, AWS/EC2, Sum, aws_ec2_network_in_sum, -, true
            NetworkIn, AWS/EC2, Sum, aws_ec2_network_in_count, -, false
            NetworkIn, AWS/EC2, Maximum, aws_ec2_network_in_maximum, -, true
            NetworkIn, AWS/EC2, SampleCount, aws_ec2_network_in_count, -, true
            NetworkIn, AWS/EC2, Average, aws_ec2_network_in_sum, -, true
            NetworkIn, AWS/EC2, p99, aws_ec2_network_in_p99, -, true
            NetworkIn, AWS/EC2, -, aws_ec2_network_in_p99, -, true
            NetworkIn, AWS/EC2, -, aws_ec2_network_in_packets_sum, -, false
            """)
    void choosesSeriesByNameNamespaceAndStatistic(
            String metric,
            @Nullable String namespace,
            @Nullable String stat,
            String name,
            @Nullable String label,
            boolean chosen) {
        assertThat(chooses(metric, namespace, stat, name, label == null ? "" : label))
                .isEqualTo(chosen);
    }

    @Test
    void furtherConditionsMustHoldForAll() {
        assertThat(SeriesChoice.of("PeerCount", "KALDRIX", null, Matchers.parse("{region=\"eu-west-1\"}")))
                .hasSize(2)
                .allMatch(one -> one.toString().contains("region=\"eu-west-1\""))
                .noneMatch(one -> one.matches(Labels.of("__name__", "kaldrix_node_peers", "region", "us-east-1")));
    }
}
