package com.kaldrix.monitoring.alert.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncomingAlertTest {
    private static final Instant T = Instant.parse("2026-03-02T09:15:00Z");
    private final IncomingAlert alert =
            new IncomingAlert("prometheus", Labels.of("alertname", "A"), Map.of("a", "x\0y\uD800z🙂"), T, null, "l\0");

    @Test
    void keepsNoTextThatADatabaseCannotHold() {
        assertThat(alert.annotations()).containsEntry("a", "x\uFFFDy\uFFFDz🙂");
        assertThat(alert.link()).isEqualTo("l\uFFFD");
    }

    @Test
    void derivedLabelsMatterToRoutesAndNotToTheIdentity() {
        IncomingAlert derived = alert.withDerived(Labels.of("severity", "high", "alertname", "B"))
                .withDerived(Labels.of("severity", "low"));

        assertThat(derived.labels()).isEqualTo(alert.labels());
        assertThat(derived.routingLabels()).isEqualTo(Labels.of("alertname", "A", "severity", "low"));
    }

    @Test
    void aSourceThatKeepsSilentSaysSo() {
        assertThat(alert.untilResolved()).isFalse();
        assertThat(alert.heldUntilResolved(T))
                .matches(IncomingAlert::untilResolved)
                .extracting(IncomingAlert::asOf)
                .isEqualTo(T);
    }

    @Test
    void refusesWhatIsNoAlert() {
        assertThatThrownBy(() -> new IncomingAlert("s", Labels.empty(), Map.of(), T, null, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IncomingAlert("s", alert.labels(), Map.of(), T, T.minusMillis(1), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
