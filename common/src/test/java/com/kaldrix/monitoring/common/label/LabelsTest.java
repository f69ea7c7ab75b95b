package com.kaldrix.monitoring.common.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void fingerprintIsAlertmanagers() {
        assertThat(Labels.of("alertname", "ok").fingerprint()).hasToString("01167342b0fed1b2");
        assertThat(Labels.empty().fingerprint()).hasToString("cbf29ce484222325");
    }

    @Test
    void aLabelWithoutValueIsNoLabel() {
        assertThat(Labels.of("alertname", "ok", "team", "")).isEqualTo(Labels.of("alertname", "ok"));
        assertThat(Labels.of("a", "b").with("a", "").isEmpty()).isTrue();
    }

    @Test
    void aViewIsTheMapWithoutACopy() {
        Labels labels = Labels.of("region", "eu-west-1", "alertname", "ok", "\uff5e", "1", "\ud83d\ude00", "2");
        assertThat(labels.view()).isEqualTo(labels.asMap()).hasSameHashCodeAs(labels.asMap());
        assertThat(List.copyOf(labels.view().entrySet()))
                .isEqualTo(List.copyOf(labels.asMap().entrySet()));
        assertThat(labels.view()).containsEntry("alertname", "ok").doesNotContainKey("team");
        assertThat(labels.view().get("team")).isNull();
        assertThat(Labels.empty().view()).isEmpty();
    }

    @Test
    void isWrittenAsPrometheusWritesIt() {
        assertThat(Labels.of("region", "eu-west-1", "alertname", "Disk\"Full\"\n\t\u200b"))
                .hasToString("{alertname=\"Disk\\\"Full\\\"\\n\\t\\u200b\", region=\"eu-west-1\"}");
        assertThat(Labels.empty()).hasToString("{}");
    }

    @Test
    void namesAreInOrderOfTheirBytes() {
        Labels labels = Labels.of("\uff5e", "1", "\ud83d\ude00", "2", "a", "3");
        assertThat(labels.asMap().keySet()).containsExactly("a", "\uff5e", "\ud83d\ude00");
    }

    @Test
    void refusesWhatNoDatabaseHolds() {
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.of("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.of("a", "\0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.of("a", "\ud800"));
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.of("a"));
    }

    @Property
    void fingerprintDoesNotDependOnOrder(@ForAll("maps") Map<String, String> map, @ForAll Random random) {
        List<Map.Entry<String, String>> entries = new ArrayList<>(map.entrySet());
        Collections.shuffle(entries, random);
        Map<String, String> shuffled = new LinkedHashMap<>();
        entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
        assertThat(Labels.of(shuffled).fingerprint()).isEqualTo(Labels.of(map).fingerprint());
        assertThat(Fingerprint.parse(Labels.of(map).fingerprint().toString()))
                .isEqualTo(Labels.of(map).fingerprint());
    }

    @Property
    void joiningKeepsTheFirstWord(@ForAll("maps") Map<String, String> one, @ForAll("maps") Map<String, String> other) {
        Labels joined = Labels.of(one).orElse(Labels.of(other));
        Labels.of(one)
                .asMap()
                .forEach((name, value) -> assertThat(joined.get(name)).isEqualTo(value));
        assertThat(joined.asMap().keySet()).containsAll(Labels.of(other).asMap().keySet());
        assertThat(Labels.of(one).common(Labels.of(other)))
                .isEqualTo(Labels.of(other).common(Labels.of(one)));
    }

    @Provide
    static Arbitrary<Map<String, String>> maps() {
        return Arbitraries.maps(
                        Arbitraries.strings().withChars("abc_Ü").ofMinLength(1).ofMaxLength(3),
                        Arbitraries.strings().withChars("xyz \"\\").ofMaxLength(3))
                .ofMaxSize(6);
    }
}
