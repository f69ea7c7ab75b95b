package com.kaldrix.monitoring.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void theDefaultsAreThoseThatPeopleKnow() {
        assertThat(Ports.DEFAULT.of(ServiceDefinition.ALERT_PROCESSOR, 0)).isEqualTo(8080);
        assertThat(Ports.DEFAULT.of(ServiceDefinition.ALERT_PROCESSOR, 1)).isEqualTo(8180);
        assertThat(List.of(0, 1, 2))
                .extracting(index -> Ports.DEFAULT.of(ServiceDefinition.METRICS_GATEWAY, index))
                .containsExactly(8081, 8181, 8185);
        assertThat(Ports.DEFAULT).isEqualTo(new Ports(8080, 8180, 4566, 8090, 8025, 5433));
    }

    @Test
    void aBaseMovesAllOfThemAndNoTwoMeet() {
        Ports ports = Ports.fromBase(20_000);
        Set<Integer> used = new HashSet<>(List.of(ports.aws(), ports.sinks(), ports.smtp(), ports.postgres()));
        int expected = used.size();
        for (ServiceDefinition service : ServiceDefinition.all()) {
            for (int replica = 0; replica < ServicePlan.MOST_REPLICAS; replica++) {
                used.add(ports.of(service, replica));
                expected++;
            }
        }
        assertThat(used).hasSize(expected).allMatch(port -> port >= 20_000 && port < 20_000 + Ports.SPAN);
    }

    @Test
    void aBaseThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Ports.fromBase(80)).hasMessageContaining("between 1024 and 65505");
        assertThatThrownBy(() -> Ports.fromBase(65_506)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Ports.fromBase(65_505).postgres()).isEqualTo(65_512);
    }

    @Test
    void aTakenPortIsNamedTogetherWithItsHolder() throws Exception {
        Ports ports = Ports.free();
        StackSettings settings =
                new StackBuilder(Path.of(".")).ports(ports).services(List.of()).settings();
        KaldrixStack.requireFreePorts(settings);
        try (ServerSocket socket = new ServerSocket(ports.smtp(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(socket.isBound()).isTrue();
            assertThatThrownBy(() -> KaldrixStack.requireFreePorts(settings))
                    .isInstanceOf(StackException.class)
                    .hasMessage("Port " + ports.smtp() + ", which smtp needs, is in use by java (pid "
                            + ProcessHandle.current().pid()
                            + "); stop that or move all ports with --port-base.");
        }
    }
}
