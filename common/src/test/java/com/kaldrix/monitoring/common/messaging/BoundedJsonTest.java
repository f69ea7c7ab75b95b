package com.kaldrix.monitoring.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {
    private final BoundedJson json = new BoundedJson(1 << 20);

    @Test
    void readsWhatIsWithinTheBounds() {
        assertThat(json.read("[".repeat(60) + "]".repeat(60)).isArray()).isTrue();
    }

    @Test
    void refusesWhatWouldExhaustUs() {
        assertThatThrownBy(() -> json.read("[".repeat(500_000))).isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> json.read("{\"a\":".repeat(65) + "1" + "}".repeat(65)))
                .isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> json.read("\"" + "x".repeat(1 << 20) + "\""))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> json.read("[" + "1".repeat(1000) + "]")).isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> json.read("[" + "1,".repeat(524_000) + "1]")).isInstanceOf(UnreadableJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{", "{} {}", "nope", "{'a':1}", "{\"a\":NaN}"})
    void refusesWhatIsNoJson(String text) {
        if (text.isBlank()) {
            assertThat(json.read(text).isMissingNode()).isTrue();
        } else {
            assertThatThrownBy(() -> json.read(text)).isInstanceOf(UnreadableJson.class);
        }
    }
}
