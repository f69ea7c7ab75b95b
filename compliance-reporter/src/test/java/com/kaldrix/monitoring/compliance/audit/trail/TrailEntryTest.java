package com.kaldrix.monitoring.compliance.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrailEntryTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00.123456789Z");

    @Test
    void isWrittenInOneWay() {
        TrailEntry entry =
                new TrailEntry(7, AT, "waiver.created", "waiver/\"1\"\n", "{ \"b\": 1.0, \"a\": [true, \"\\u20ac\"] }");
        assertThat(entry.line())
                .isEqualTo("{\"at\":\"2026-11-26T12:00:00.123456Z\",\"body\":{\"a\":[true,\"\u20ac\"],\"b\":1},"
                        + "\"kind\":\"waiver.created\",\"seq\":7,\"subject\":\"waiver/\\\"1\\\"\\n\"}");
    }

    /** The example of RFC 8785, section 3.2.2 and 3.2.3. */
    @Test
    void theExampleOfTheRfcComesOutAsThere() {
        String example = "{\"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],"
                + "\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\": [null, true, false]}";
        assertThat(new String(CanonicalJson.of(example), StandardCharsets.UTF_8))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void theOrderOfMembersDoesNotMatter() {
        assertThat(new TrailEntry(0, AT, "k", "s", "{\"a\":1,\"b\":2}").leafHash())
                .isEqualTo(new TrailEntry(0, AT, "k", "s", "{\"b\":2, \"a\":1}").leafHash())
                .isNotEqualTo(new TrailEntry(1, AT, "k", "s", "{\"a\":1,\"b\":2}").leafHash());
    }

    @Test
    void whatHasNoOneFormIsRefused() {
        assertThatThrownBy(() -> new TrailEntry(0, AT, "k", "s", "{\"a\":1,\"a\":2}").bytes())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrailEntry(0, AT, "k", "s", "{\"a\":").bytes())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrailEntry(0, AT, "k", "s", "[]")).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> new TrailEntry(-1, AT, "k", "s", "{}")).hasMessageContaining("-1");
        assertThatThrownBy(() -> new TrailEntry(0, AT, " ", "s", "{}")).hasMessageContaining("kind");
    }
}
