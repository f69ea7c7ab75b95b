package com.kaldrix.monitoring.common.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceContextTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void readsAndWritesTheStandardsExample() {
        assertThat(TraceContext.parse(PARENT))
                .contains(new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true))
                .map(TraceContext::traceparent)
                .contains(PARENT);
        assertThat(TraceContext.parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-later"))
                .as("a later version with more at its end")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
            })
    void readsNothingElse(String text) {
        assertThat(TraceContext.parse(text)).isEmpty();
    }

    @Test
    void beginsAndContinues() {
        TraceContext begun = TraceContext.begin();
        TraceContext child = begun.child();

        assertThat(TraceContext.parse(begun.traceparent())).contains(begun);
        assertThat(child.traceId()).isEqualTo(begun.traceId());
        assertThat(child.spanId()).isNotEqualTo(begun.spanId());
    }

    @Test
    void scopesNestAndLeaveNothingBehind() {
        TraceContext outer = TraceContext.begin();
        TraceContext inner = outer.child();
        try (TraceContext.Scope one = outer.enter()) {
            try (TraceContext.Scope two = inner.enter()) {
                assertThat(TraceContext.current()).contains(inner);
            }
            assertThat(TraceContext.current()).contains(outer);
        }
        assertThat(TraceContext.current()).isEmpty();
        assertThat(MDC.get("trace.id")).isNull();
    }
}
