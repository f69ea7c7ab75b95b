package com.kaldrix.monitoring.local.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LocalPortsTest {
    @RepeatedTest(20)
    void aFreePortIsNoneThatTheSystemGivesToOutgoingConnections() {
        int port = LocalPorts.free();

        assertThat(port).isBetween(1024, 32_767);
        assertThat(LocalPorts.isFree(port)).isTrue();
    }

    @Test
    void aPortOnWhichSomebodyListensIsNotFree() throws IOException {
        try (ServerSocket listening = listenOn(LocalPorts.free())) {
            assertThat(LocalPorts.isFree(listening.getLocalPort())).isFalse();
        }
    }

    @Test
    void aPortThatIsStillHeldIsTakenAsSoonAsItIsGivenUp() throws IOException {
        int port = LocalPorts.free();
        ServerSocket holder = listenOn(port);
        AtomicInteger attempts = new AtomicInteger();

        try (ServerSocket reopened = LocalPorts.reopen(() -> {
            if (attempts.incrementAndGet() == 3) {
                holder.close();
            }
            return listenOn(port);
        })) {
            assertThat(reopened.getLocalPort()).isEqualTo(port);
        }
        assertThat(attempts).hasValue(3);
    }

    @Test
    void whoIsInterruptedWhileThePortIsHeldIsToldThatItIs() throws IOException {
        try (ServerSocket holder = listenOn(LocalPorts.free())) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> LocalPorts.reopen(() -> listenOn(holder.getLocalPort())))
                    .isInstanceOf(BindException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anotherFailureIsNotTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> LocalPorts.reopen(() -> {
                    attempts.incrementAndGet();
                    throw new IOException("no such device");
                }))
                .hasMessage("no such device");
        assertThat(attempts).hasValue(1);
    }

    private static ServerSocket listenOn(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
