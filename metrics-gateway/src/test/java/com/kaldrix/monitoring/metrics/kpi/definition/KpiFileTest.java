package com.kaldrix.monitoring.metrics.kpi.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiFileTest {
    @Test
    void theShippedSetIsWhole() {
        assertThat(KpiFile.shipped().kpis().stream().map(Kpi::name))
                .contains(
                        "transactions_per_second",
                        "transaction_success_rate",
                        "transaction_latency_seconds",
                        "transaction_volume",
                        "block_height",
                        "block_time_seconds",
                        "block_propagation_seconds",
                        "consensus_health",
                        "peer_count",
                        "network_latency_seconds",
                        "network_throughput_bytes",
                        "network_health",
                        "validator_participation",
                        "consensus_round_time_seconds",
                        "validation_success_rate",
                        "consensus_stability",
                        "active_validators",
                        "block_creation_efficiency",
                        "transaction_value",
                        "active_users",
                        "transactions_per_user",
                        "cpu_utilization",
                        "memory_utilization",
                        "swap_utilization",
                        "disk_utilization",
                        "disk_io_bytes",
                        "network_error_rate",
                        "authentication_successes",
                        "authentication_failures",
                        "authorization_failures",
                        "security_incidents",
                        "compliance_score");
        assertThat(KpiFile.shipped().kpis()).allSatisfy(kpi -> {
            assertThat(kpi.help()).isNotBlank();
            assertThat(kpi.unit()).isNotBlank();
            assertThat(kpi.cloudWatch()).isPresent();
        });
        assertThat(KpiFile.shipped().kpis().stream()
                        .map(kpi -> kpi.cloudWatch().map(Kpi.CloudWatch::name).orElse("")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aUsersFileAddsAndChanges() {
        KpiCatalogue catalogue = KpiFile.with("own.yml", """
                inputs:
                  orders:
                    from:
                      - {source: shop, select: 'shop_orders_total{kind!="test"}', fold: rate, lookback: 2m}
                kpis:
                  orders_per_minute:
                    help: Orders
                    unit: orders/minute
                    value: 60 * orders
                    regions: sum
                    thresholds:
                      - {severity: high, below: 1, for: 5m}
                  block_time_seconds:
                    thresholds:
                      - {severity: P0, above: 60}
                  swap_utilization: {disabled: true}
                """);

        Kpi orders = catalogue.kpi("orders_per_minute").orElseThrow();
        assertThat(orders.regions()).isEqualTo(Kpi.Regions.SUM);
        assertThat(orders.exposedName()).isEqualTo("kaldrix_orders_per_minute");
        assertThat(orders.thresholds())
                .containsExactly(new Threshold(Severity.P1, Threshold.Side.BELOW, 1, Duration.ofMinutes(5)));
        Kpi blockTime = catalogue.kpi("block_time_seconds").orElseThrow();
        assertThat(blockTime.unit()).isEqualTo("seconds");
        assertThat(blockTime.thresholds())
                .containsExactly(new Threshold(Severity.P0, Threshold.Side.ABOVE, 60, Duration.ZERO));
        assertThat(catalogue.kpi("swap_utilization")).isEmpty();
        assertThat(catalogue.kpi("block_height")).isPresent();
    }

    @Test
    void anEmptyFileChangesNothing() {
        assertThat(KpiFile.with("own.yml", "# nothing yet\n").kpis())
                .hasSameSizeAs(KpiFile.shipped().kpis());
    }

    @Test
    void everythingThatIsWrongIsNamedWithItsPlace() {
        KpiFileException refused = refused("""
                inputs:
                  a:
                    from:
                      - {source: x, select: 'a{', fold: rate}
                      - {source: y, select: a, fold: speed}
                  b: {}
                kpis:
                  node_thing: {value: a}
                  c: {value: 'a +'}
                  d: {value: nothing_known}
                  e: {value: '1', thresholds: [{severity: P9, above: 1, below: 2}]}
                  f: {value: '1', colour: red}
                """);

        assertThat(refused.problems())
                .anyMatch(problem -> problem.startsWith("own.yml:4:29: inputs.a.from[0].select: no selector"))
                .anyMatch(problem -> problem.contains("own.yml:5:38: inputs.a.from[1].fold: 'speed' is not one of"))
                .anyMatch(problem -> problem.contains("own.yml:6:6: inputs.b: an input needs 'from'"))
                .anyMatch(problem -> problem.contains("own.yml:8:15: kpis.node_thing: no KPI may be called"))
                .anyMatch(problem -> problem.contains("own.yml:9:14: kpis.c.value: a name or a number is missing"))
                .anyMatch(problem -> problem.contains("own.yml:10:6: kpis.d: there is no input and no KPI"))
                .anyMatch(problem -> problem.contains("kpis.e.thresholds[0]: 'severity' must be"))
                .anyMatch(problem -> problem.contains("kpis.e.thresholds[0]: a threshold has either"))
                .anyMatch(problem -> problem.contains("unknown key 'colour'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kpis: {a: {value: b}, b: {value: a}}                             | leads back to itself
            kpis: [a, b]                                                      | expected keys with values
            kpi: {}                                                           | unknown key 'kpi'
            kpis: {a: {value: 1}, a: {value: 2}}                              | there twice
            inputs: {x: {from: [{source: s, select: '{a=~".*"}'}]}}          | at least one condition
            inputs: {x: {from: [{source: s, select: kaldrix_block_height}]}} | would be exposed as kaldrix_block_height
            kpis: {height: {value: 1}}                                        | an input and a KPI have the same name
            kpis: {Big: {value: 1}}                                           | is no name
            kpis: {a: {value: sum(block_height)}}                             | is a KPI; only inputs
            kpis: {a: {value: peers, cloudwatch: {name: A, unit: Pounds}}}    | is no unit of CloudWatch
            'a: &a [*a, *a]'                                                  | aliases unfold without end
            kpis: {a: {value: peers, regions: most}}                          | is not one of
            kpis: {block_height: {disabled: maybe}}                           | expected true or false
            'kpis: {a: {value: "1"}'                                          | this is no YAML
            """)
    void aFileThatCannotBeRightIsRefused(String text, String reason) {
        assertThat(refused(text)).hasMessageContaining(reason);
    }

    private static KpiFileException refused(String text) {
        return Objects.requireNonNull(
                catchThrowableOfType(KpiFileException.class, () -> KpiFile.with("own.yml", text)));
    }

    @Test
    void aKpiComesBehindThoseThatItIsMadeOf() {
        List<String> names = KpiFile.shipped().kpis().stream().map(Kpi::name).toList();

        assertThat(names.indexOf("network_health")).isGreaterThan(names.indexOf("network_latency_seconds"));
        assertThat(names.indexOf("consensus_health")).isGreaterThan(names.indexOf("validator_participation"));
    }
}
