package com.kaldrix.monitoring.bench.alerts;

import com.kaldrix.monitoring.bench.fault.Alarm;
import com.kaldrix.monitoring.bench.fault.Pace;
import com.kaldrix.monitoring.bench.fault.Topics;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** From the topic to Slack, one alert after the other on a suite that has nothing else to do. */
final class ToSlack {
    private static final String REGION = "us-east-1";
    private static final int WARM_UP = 50;
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final KaldrixStack stack;
    private final Clock clock;

    ToSlack(KaldrixStack stack, Clock clock) {
        this.stack = stack;
        this.clock = clock;
    }

    /** How long each of so many took until Slack had it, the shortest first. */
    List<Duration> measure(int alerts) throws InterruptedException, TimeoutException {
        List<Duration> took = new ArrayList<>();
        try (Topics topics = new Topics(stack, clock)) {
            for (int i = 0; i < WARM_UP + alerts; i++) {
                Alarm alarm = new Alarm(Rules.TO_SLACK + i, "slack", REGION, Alarm.Form.SIGNAL, "P1");
                Instant from = clock.instant();
                topics.publish(REGION, alarm.firing(from));
                Duration one = Duration.between(from, arrived(alarm.name()).time());
                if (i >= WARM_UP) {
                    took.add(one);
                }
            }
        }
        return took.stream().sorted().toList();
    }

    private Receipt arrived(String name) throws InterruptedException, TimeoutException {
        long until = System.nanoTime() + WITHIN.toNanos();
        while (System.nanoTime() < until) {
            Optional<Receipt> found = stack.sinks().receipts(SinkName.SLACK).reversed().stream()
                    .filter(Receipt::accepted)
                    .filter(receipt -> receipt.body().toString().contains(name + " "))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Pace.pause(LOOK);
        }
        throw new TimeoutException("Slack was not told of " + name + " within " + WITHIN);
    }
}
