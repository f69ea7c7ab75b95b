package com.kaldrix.monitoring.alert.coverage;

import com.kaldrix.monitoring.alert.alert.Alerts;
import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.alert.oncall.Gap;
import com.kaldrix.monitoring.alert.oncall.OnCall;
import com.kaldrix.monitoring.alert.oncall.Plan;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.work.Work;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Makes one alert of each schedule in which nobody is on call at some time of the week ahead; it is over when the gaps are closed.
 * The alert has the same labels each time, so that several replicas, and the same gaps seen again, change nothing.
 */
@Component
class CoverageWatch implements Work {
    static final Duration AHEAD = Duration.ofDays(7);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final String SOURCE = "kaldrix";
    private static final int SHOWN = 10;

    private final OnCall onCall;
    private final Alerts alerts;
    private final Intake intake;
    private final PublicAddress address;
    private final Clock clock;

    private final MultiGauge uncovered;

    CoverageWatch(
            OnCall onCall, Alerts alerts, Intake intake, PublicAddress address, MeterRegistry meters, Clock clock) {
        this.onCall = onCall;
        this.alerts = alerts;
        this.intake = intake;
        this.address = address;
        this.clock = clock;
        this.uncovered = MultiGauge.builder("kaldrix_on_call_uncovered_seconds")
                .description("How much of the week ahead nobody is on call, by schedule")
                .register(meters);
    }

    @Override
    public String name() {
        return "coverage";
    }

    @Override
    public Duration run(Wake wake) {
        Instant now = clock.instant();
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Plan plan : onCall.plans(now)) {
            List<Gap> gaps = plan.gaps(now, now.plus(AHEAD));
            look(plan, gaps, now);
            long seconds = gaps.stream()
                    .mapToLong(gap -> Duration.between(gap.from(), gap.to()).toSeconds())
                    .sum();
            rows.add(MultiGauge.Row.of(Tags.of("schedule", plan.schedule().name()), seconds));
        }
        uncovered.register(rows, true);
        return LOOK;
    }

    private void look(Plan plan, List<Gap> gaps, Instant now) {
        Labels labels = Labels.of(
                Labels.ALERTNAME,
                "OnCallGap",
                "schedule",
                plan.schedule().name(),
                "severity",
                "P3",
                "component",
                "on-call");
        boolean told = alerts.find(labels.fingerprint())
                .filter(alert -> !alert.resolvedAt(now))
                .isPresent();
        if (gaps.isEmpty() == !told) {
            return;
        }
        IncomingAlert report = gaps.isEmpty()
                ? new IncomingAlert(SOURCE, labels, Map.of(), null, now, "")
                : new IncomingAlert(SOURCE, labels, words(plan, gaps), now, null, address.root() + "/api/v1/on-call");
        intake.accept(List.of(report.heldUntilResolved(now)));
    }

    private static Map<String, String> words(Plan plan, List<Gap> gaps) {
        String when = gaps.stream()
                .limit(SHOWN)
                .map(gap -> "from " + gap.from() + " to " + gap.to())
                .collect(Collectors.joining("\n"));
        String more = gaps.size() > SHOWN ? "\nand " + (gaps.size() - SHOWN) + " more" : "";
        return Map.of(
                "summary",
                "Nobody is on call by " + plan.schedule().name() + " from "
                        + gaps.getFirst().from(),
                "description",
                "Pages for this schedule go to the policy's receivers meanwhile. Gaps within a week:\n" + when + more);
    }
}
