package com.kaldrix.monitoring.alert.coverage;

import com.kaldrix.monitoring.alert.alert.Alert;
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
import java.util.Set;
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
    private static final String ALERT = "OnCallGap";
    private static final String SCHEDULE = "schedule";
    private static final String COMPONENT = "on-call";
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
        List<Plan> plans = onCall.plans(now);
        endOfOthers(plans, now);
        for (Plan plan : plans) {
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

    /** A schedule that the configuration does not have any more has no gaps. */
    private void endOfOthers(List<Plan> plans, Instant now) {
        Set<String> there = plans.stream().map(plan -> plan.schedule().name()).collect(Collectors.toSet());
        List<IncomingAlert> ends =
                alerts.firing(Map.of(Labels.ALERTNAME, Set.of(ALERT), Alert.COMPONENT, Set.of(COMPONENT)), now).stream()
                        .map(Alert::labels)
                        .filter(labels ->
                                labels.equals(labels(labels.get(SCHEDULE))) && !there.contains(labels.get(SCHEDULE)))
                        .map(labels -> end(labels, now))
                        .toList();
        if (!ends.isEmpty()) {
            intake.accept(ends);
        }
    }

    private static Labels labels(String schedule) {
        return Labels.of(Labels.ALERTNAME, ALERT, SCHEDULE, schedule, "severity", "P3", Alert.COMPONENT, COMPONENT);
    }

    private static IncomingAlert end(Labels labels, Instant now) {
        return new IncomingAlert(SOURCE, labels, Map.of(), null, now, "").heldUntilResolved(now);
    }

    private void look(Plan plan, List<Gap> gaps, Instant now) {
        Labels labels = labels(plan.schedule().name());
        boolean told = alerts.find(labels.fingerprint())
                .filter(alert -> !alert.resolvedAt(now))
                .isPresent();
        if (gaps.isEmpty() == !told) {
            return;
        }
        IncomingAlert report = gaps.isEmpty()
                ? end(labels, now)
                : new IncomingAlert(SOURCE, labels, words(plan, gaps), now, null, address.root() + "/api/v1/on-call")
                        .heldUntilResolved(now);
        intake.accept(List.of(report));
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
