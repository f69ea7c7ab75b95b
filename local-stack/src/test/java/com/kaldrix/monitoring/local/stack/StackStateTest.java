package com.kaldrix.monitoring.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path state;

    @Test
    void theTokenIsMadeOnceForItsOwnerOnly() throws Exception {
        Path file = state.resolve("deep").resolve("token");
        AdminToken made = AdminToken.in(file);
        AdminToken found = AdminToken.in(file);

        assertThat(made.isNew()).isTrue();
        assertThat(made.value()).hasSize(43);
        assertThat(found.isNew()).isFalse();
        assertThat(found.value()).isEqualTo(made.value());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.toString()).doesNotContain(made.value());
    }

    @Test
    void anEmptyTokenFileIsFilled() throws Exception {
        Path file = state.resolve("token");
        Files.createFile(file);
        assertThat(AdminToken.in(file).isNew()).isTrue();
        assertThat(Files.readString(file)).hasSize(44);
    }

    @Test
    void scaledTimeKeepsItsAnchorOverRestartsOfTheSameSpeed() throws Exception {
        ScaledTime first = ScaledTime.of(60, state, at(NOON));
        ScaledTime again = ScaledTime.of(60, state, at(NOON.plus(Duration.ofHours(1))));
        ScaledTime slower = ScaledTime.of(1, state, at(NOON.plus(Duration.ofHours(2))));

        assertThat(first).isEqualTo(new ScaledTime(60, NOON));
        assertThat(again).isEqualTo(first);
        assertThat(slower).isEqualTo(new ScaledTime(1, NOON.plus(Duration.ofHours(2))));
    }

    @Test
    void aDamagedClockFileIsSaidSo() throws Exception {
        Files.writeString(state.resolve("clock"), "60.0 noon\n");
        assertThatThrownBy(() -> ScaledTime.of(60, state, at(NOON)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void everythingStartedIsClosedTheLastFirstEvenWhenOneFails() {
        List<String> closed = new ArrayList<>();
        Teardown teardown = new Teardown();
        teardown.add((AutoCloseable) () -> closed.add("first"));
        teardown.add((AutoCloseable) () -> {
            throw new IllegalStateException("stuck");
        });
        teardown.add((AutoCloseable) () -> closed.add("last"));

        assertThatThrownBy(teardown::close).isInstanceOf(StackException.class);
        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void whatStartsAfterTheEndIsClosedAtOnce() {
        List<String> closed = new ArrayList<>();
        Teardown teardown = new Teardown();
        teardown.close();
        assertThatThrownBy(() -> teardown.add((AutoCloseable) () -> closed.add("late")))
                .isInstanceOf(StackException.class);
        assertThat(closed).containsExactly("late");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        StackBuilder builder = new StackBuilder(state);
        assertThatThrownBy(() -> builder.replicas(5)).hasMessageContaining("1 to 4 replicas");
        assertThatThrownBy(() -> new StackBuilder(state).clockSpeed(0).settings())
                .hasMessageContaining("clock speed");
        assertThatThrownBy(() -> new StackBuilder(state).regions(List.of()).settings())
                .hasMessageContaining("at least one region");
        assertThatThrownBy(() -> new StackBuilder(state).services(List.of()).replicas(2))
                .hasMessageContaining("is not to have alert-processor");
    }

    @Test
    void aServiceThatWasNotBuiltIsSaidSo() {
        assertThatThrownBy(() -> AppLayout.of(state, ServiceDefinition.ALERT_PROCESSOR))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "alert-processor has not been built: there is no alert-processor/target/alert-processor.jar");
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }
}
