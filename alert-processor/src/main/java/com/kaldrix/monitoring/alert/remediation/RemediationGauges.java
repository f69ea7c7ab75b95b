package com.kaldrix.monitoring.alert.remediation;

import com.kaldrix.monitoring.common.metrics.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What keeps self-healing from healing, as far as people have to undo it. */
@Component
class RemediationGauges {
    RemediationGauges(RuleRows rules, GuardRails rails, MeterRegistry meters) {
        Sampled<Integer> stopped =
                new Sampled<>("stopped rules", () -> rules.stopped().size());
        Gauge.builder("kaldrix_remediation_rules_stopped", stopped, sample -> sample.get(count -> count))
                .description("Rules of self-healing that stand still until an administrator releases them")
                .strongReference(true)
                .register(meters);
        Sampled<Boolean> off =
                new Sampled<>("self-healing switch", () -> rails.off().isPresent());
        Gauge.builder("kaldrix_remediation_off", off, sample -> sample.get(is -> is ? 1 : 0))
                .description("1 while self-healing is switched off")
                .strongReference(true)
                .register(meters);
    }
}
