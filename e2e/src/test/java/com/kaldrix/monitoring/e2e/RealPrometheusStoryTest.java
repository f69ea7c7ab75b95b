package com.kaldrix.monitoring.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Prometheus reads the gateway and sends to it, and another one is what the gateway forwards to. */
@Tag("external")
class RealPrometheusStoryTest {
    private static final ServiceDefinition SERVICE = ServiceDefinition.METRICS_GATEWAY;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void prometheusScrapesSendsAndReceives() throws Exception {
        Ports ports = Ports.free();
        int senderPort = ports.services() + Ports.SPAN - 1;
        int receiverPort = ports.services() + Ports.SPAN - 2;
        int gatewayPort = ports.of(SERVICE, 0);
        Path state = Packaged.emptyState("real-prometheus");
        try (RealPrometheus receiver = RealPrometheus.start("receiver", receiverPort, "global: {}\n");
                KaldrixStack stack = KaldrixStack.builder(Packaged.root())
                        .state(state)
                        .ports(ports)
                        .regions(List.of("us-east-1"))
                        .services(List.of(SERVICE))
                        .metrics(plan -> plan.every(Duration.ofSeconds(2)).forwardingTo(receiver.writeUrl()))
                        .start();
                RealPrometheus sender = RealPrometheus.start(
                        "sender", senderPort, """
                        global:
                          scrape_interval: 2s
                          scrape_timeout: 2s
                        scrape_configs:
                          - job_name: metrics-gateway
                            metrics_path: /actuator/prometheus
                            authorization: {credentials_file: %1$s}
                            static_configs: [{targets: ['127.0.0.1:%2$d']}]
                          - job_name: itself
                            static_configs: [{targets: ['127.0.0.1:%3$d']}]
                        remote_write:
                          - url: http://127.0.0.1:%2$d/api/v1/write
                            authorization: {credentials_file: %1$s}
                            write_relabel_configs:
                              - {source_labels: [job], regex: itself, action: keep}
                        """.formatted(stack.token().file(), gatewayPort, senderPort))) {
            await("the gateway is scraped").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(sender.query("up{job=\"metrics-gateway\"} == 1")).hasSize(1);
                assertThat(sender.query("{__name__=~\"kaldrix_.+\",region=\"global\"}"))
                        .isNotEmpty();
            });
            await("what Prometheus sends comes out again")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    receiver.query("prometheus_build_info{job=\"itself\",region=\"us-east-1\"}"))
                            .hasSize(1));
            await("what the nodes say comes out")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.query("count by (instance) (kaldrix_node_block_height)"))
                            .hasSize(4));
            assertThat(sender.query("prometheus_remote_storage_samples_failed_total{job=\"itself\"} > 0"))
                    .isEmpty();

            Path written = state.resolve("services").resolve(SERVICE.label()).resolve("prometheus.yml");
            assertThat(Files.readString(written)).contains("job_name: kaldrix-app", "remote_write:");
            Process promtool = new ProcessBuilder("promtool", "check", "config", written.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(promtool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(promtool.exitValue()).as(said).isZero();
        }
    }
}
