package com.kaldrix.monitoring.metrics.kpi.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.kaldrix.monitoring.common.event.KpiPartial;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiFile;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiInput;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import com.kaldrix.monitoring.metrics.kpi.partial.Exposition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every KPI that is shipped, from what each exporter shows; scraped every ten seconds. */
class ShippedKpisTest {
    private static final KpiCatalogue CATALOGUE = KpiFile.shipped();

    private static List<KpiPartial> partials(String exporter) {
        return Exposition.of(text(exporter)).partials(CATALOGUE, "us-east-1", 10_000);
    }

    private static String text(String exporter) {
        try (InputStream file = ShippedKpisTest.class.getResourceAsStream("/kpi/" + exporter + ".txt")) {
            return new String(Objects.requireNonNull(file, exporter).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the sixth window. */
    private static Map<String, Outcome> kpis(String exporter) {
        Evaluation evaluation = new Evaluation(
                CATALOGUE,
                new TrafficWeights(Map.of()),
                List.of(partials(exporter).get(5)),
                false);
        return evaluation.values().getOrDefault("us-east-1", Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "kaldrix, transactions_per_second, 140",
        "kaldrix, transaction_success_rate, 93.3333",
        "kaldrix, transaction_latency_seconds, 2.0",
        "kaldrix, transaction_volume, 1500",
        "kaldrix, transaction_value, 50000",
        "kaldrix, active_users, 500",
        "kaldrix, transactions_per_user, 16.8",
        "kaldrix, block_height, 1005",
        "kaldrix, blocks_per_second, 0.1",
        "kaldrix, block_time_seconds, 5",
        "kaldrix, block_propagation_seconds, 0.381",
        "kaldrix, block_creation_efficiency, 95",
        "kaldrix, peer_count, 20",
        "kaldrix, network_latency_seconds, 0.05",
        "kaldrix, network_throughput_bytes, 300000",
        "kaldrix, network_error_rate, 1",
        "kaldrix, network_health, 86",
        "kaldrix, validator_participation, 95",
        "kaldrix, active_validators, 21",
        "kaldrix, consensus_round_time_seconds, 2",
        "kaldrix, validation_success_rate, 99",
        "kaldrix, consensus_stability, 89.5",
        "kaldrix, consensus_health, 91.4925",
        "kaldrix, request_error_rate, 4",
        "kaldrix, authentication_successes, 90",
        "kaldrix, authentication_failures, 10",
        "kaldrix, authentication_failure_rate, 10",
        "kaldrix, authorization_failures, 3",
        "kaldrix, security_incidents, 2",
        "kaldrix, compliance_score, 90",
        "cometbft, transactions_per_second, 12",
        "cometbft, transaction_success_rate, 96",
        "cometbft, block_height, 505",
        "cometbft, block_time_seconds, 6",
        "cometbft, blocks_per_second, 0.1",
        "cometbft, peer_count, 15",
        "cometbft, network_throughput_bytes, 1000",
        "cometbft, active_validators, 100",
        "cometbft, validator_participation, 97",
        "cometbft, consensus_round_time_seconds, 3",
        "cometbft, validation_success_rate, 90",
        "cometbft, consensus_health, 81.7455",
        "geth, transactions_per_second, 10",
        "geth, transaction_success_rate, 80",
        "geth, block_height, 20000005",
        "geth, block_time_seconds, 10",
        "geth, block_creation_efficiency, 90.9091",
        "geth, peer_count, 30",
        "geth, network_throughput_bytes, 3000",
        "geth, request_error_rate, 10",
        "solana, transactions_per_second, 3000",
        "solana, block_height, 200000125",
        "solana, block_time_seconds, 0.4",
        "solana, active_validators, 950",
        "solana, validator_participation, 95",
        "solana, block_creation_efficiency, 96",
        "sui, transactions_per_second, 50",
        "sui, block_height, 984",
        "sui, block_time_seconds, 0.25",
        "sui, peer_count, 40",
        "aptos, transactions_per_second, 700",
        "aptos, block_height, 5000",
        "aptos, active_validators, 140",
        "aptos, consensus_round_time_seconds, 0.2",
        "substrate, block_height, 1000",
        "substrate, peer_count, 43",
        "substrate, network_throughput_bytes, 500",
        "substrate, consensus_round_time_seconds, 5",
        "beacon, block_height, 9000004.15",
        "beacon, active_validators, 1000000",
        "beacon, validator_participation, 99",
        "beacon, peer_count, 70",
        "beacon, block_propagation_seconds, 0.953",
        "prysm, active_validators, 900000",
        "prysm, validator_participation, 98",
        "prysm, peer_count, 55",
        "node_exporter, cpu_utilization, 40",
        "node_exporter, memory_utilization, 75",
        "node_exporter, swap_utilization, 25",
        "node_exporter, disk_utilization, 60",
        "node_exporter, disk_io_bytes, 3000",
        "node_exporter, network_throughput_bytes, 5000",
        "node_exporter, network_error_rate, 2",
        "cadvisor, cpu_utilization, 50",
        "cadvisor, memory_utilization, 25",
        "cadvisor, disk_utilization, 80",
        "cadvisor, disk_io_bytes, 700",
        "cadvisor, network_throughput_bytes, 900",
        "cadvisor, network_error_rate, 1",
        "cloudwatch, cpu_utilization, 35",
        "cloudwatch, network_latency_seconds, 0.2",
        "cloudwatch, network_throughput_bytes, 1000",
        "cloudwatch, disk_io_bytes, 100"
    })
    void aKpiIsComputedFromWhatAnExporterShows(String exporter, String kpi, double expected) {
        Outcome outcome = kpis(exporter).get(kpi);

        assertThat(outcome).as("%s of %s", kpi, exporter).isInstanceOf(Outcome.Value.class);
        assertThat(((Outcome.Value) Objects.requireNonNull(outcome)).number())
                .isCloseTo(expected, within(Math.abs(expected) * (kpi.endsWith("height") ? 1e-6 : 0.02)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kaldrix",
                "cometbft",
                "geth",
                "solana",
                "sui",
                "aptos",
                "substrate",
                "beacon",
                "prysm",
                "node_exporter",
                "cadvisor",
                "cloudwatch"
            })
    void everyAlternativeOfAnExporterHasASeriesInItsSample(String exporter) {
        Set<String> found = new HashSet<>();
        partials(exporter).get(5).inputs().stream()
                .filter(input -> input.source().equals(exporter))
                .forEach(input -> found.add(input.name()));
        Set<String> declared = new TreeSet<>();
        for (KpiInput input : CATALOGUE.inputs()) {
            if (input.from().stream().anyMatch(from -> from.source().equals(exporter))) {
                declared.add(input.name());
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void scoresSayNoDataWhenAnInputIsMissing() {
        Outcome health = kpis("cometbft").get("network_health");

        assertThat(health).isInstanceOf(Outcome.NoData.class);
        assertThat(((Outcome.NoData) Objects.requireNonNull(health)).reason()).contains("peer_latency_seconds");
        assertThat(kpis("node_exporter").get("consensus_health")).isInstanceOf(Outcome.NoData.class);
        assertThat(kpis("node_exporter").get("consensus_stability")).isInstanceOf(Outcome.NoData.class);
    }

    @Test
    void whatIsCountedOnceInTwoWaysIsNotCountedTwice() {
        String both = text("kaldrix") + text("cometbft");
        Evaluation evaluation = new Evaluation(
                CATALOGUE,
                new TrafficWeights(Map.of()),
                List.of(Exposition.of(both)
                        .partials(CATALOGUE, "us-east-1", 10_000)
                        .get(5)),
                false);

        assertThat(evaluation.values().getOrDefault("us-east-1", Map.of()).get("active_validators"))
                .isEqualTo(new Outcome.Value(21));
    }
}
