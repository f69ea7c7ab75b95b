package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.severity.Severity;
import java.util.List;

/**
 * How bad something unusual is: by how far it is beyond what is worth an alert, and by what the metric is worth to the business.
 *
 * @param weights the first that matches a series counts; without one a series has weight 0
 */
public record SeverityScale(List<Weight> weights) {
    private static final double HIGH = 2.2;
    private static final double MEDIUM = 1.4;

    /**
     * What series are worth.
     *
     * @param series which
     * @param steps how many steps worse than usual an anomaly of theirs is; negative for less bad
     */
    public record Weight(Matchers series, int steps) {}

    public SeverityScale {
        weights = List.copyOf(weights);
    }

    /** Consensus, validators and transactions are worth a step more; what nobody pays for a step less. */
    public static SeverityScale usual() {
        return new SeverityScale(List.of(
                new Weight(Matchers.parse("{__name__=~\"(go|jvm|process|python)_.*\"}"), -1),
                new Weight(
                        Matchers.parse(
                                "{__name__=~\".*(unauthori[sz]ed|forbidden|login_fail|auth_fail|guardduty).*\"}"),
                        1),
                new Weight(Matchers.parse("{__name__=~\"kaldrix_.*(consensus|validator|transaction|block).*\"}"), 1)));
    }

    /**
     * The severity.
     *
     * @param unusual how unusual it is, in units of what is worth an alert; at least 1
     */
    Severity of(Labels series, double unusual) {
        int usual = unusual >= HIGH
                ? Severity.P1.ordinal()
                : unusual >= MEDIUM ? Severity.P2.ordinal() : Severity.P3.ordinal();
        int steps = weights.stream()
                .filter(weight -> weight.series().matches(series))
                .mapToInt(Weight::steps)
                .findFirst()
                .orElse(0);
        return Severity.values()[Math.clamp((long) usual - steps, 0, Severity.P3.ordinal())];
    }
}
