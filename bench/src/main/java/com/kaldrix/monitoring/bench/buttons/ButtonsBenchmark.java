package com.kaldrix.monitoring.bench.buttons;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Table;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./kaldrix bench buttons}: from the press of Slack's button Acknowledge to the moment at which another connection to the database sees the incident
 * acknowledged. {@code KALDRIX_BENCH_BUTTONS} is how many count, 1,000 by default.
 */
public final class ButtonsBenchmark implements Benchmark {
    private static final ServiceDefinition SERVICE = ServiceDefinition.ALERT_PROCESSOR;
    private static final int WARM_UP = 300;
    private static final Duration BAR = Duration.ofMillis(500);

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        workshop.train(SERVICE);
        int buttons = Math.toIntExact(workshop.setting("KALDRIX_BENCH_BUTTONS", 1000));
        Path state = workshop.folder("buttons");
        Folders.delete(state);
        try (KaldrixStack stack = start(workshop, state);
                Presses presses = new Presses(stack, workshop.clock())) {
            workshop.progress().println("pressing " + (WARM_UP + buttons) + " buttons");
            List<Duration> took = presses.measure(WARM_UP, buttons);
            Duration worst = Table.quantile(took, 0.99);
            workshop.show(new Table("from button to acknowledged, " + buttons + " buttons", "")
                    .row("median", milliseconds(Table.quantile(took, 0.5)))
                    .row("p99 (at most " + BAR.toMillis() + " ms)", milliseconds(worst))
                    .row("longest", milliseconds(took.getLast())));
            return worst.compareTo(BAR) <= 0;
        } finally {
            Folders.delete(state);
        }
    }

    private static KaldrixStack start(Workshop workshop, Path state) throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Path routes = Files.createDirectories(state).resolve("alertmanager.yml");
        Files.writeString(routes, """
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 5m, repeat_interval: 4h}
                receivers:
                  - name: team
                    slack_configs:
                      - api_url: http://127.0.0.1:%d/slack/api/chat.postMessage
                        channel: C0CHANNEL
                        http_config: {authorization: {credentials: xoxb-bench}}
                """.formatted(ports.sinks()));
        Path rules = state.resolve("kaldrix.yml");
        Files.writeString(rules, """
                storms: {incidents: 0}
                people: [{id: ada, slack: %s, contacts: [{receiver: team}]}]
                """.formatted(Presses.WHO));
        return KaldrixStack.builder(workshop.root())
                .state(state)
                .ports(ports)
                .services(List.of(SERVICE))
                .environment(SERVICE, "KALDRIX_CONFIGURATION_FILE", routes.toString())
                .environment(SERVICE, "KALDRIX_CONFIGURATION_RULES", rules.toString())
                .environment(SERVICE, "KALDRIX_CALLBACKS_SLACK_SIGNING_SECRET", Presses.SECRET)
                .environment(SERVICE, "KALDRIX_DELIVERY_LIMITS_SLACK_INTERVAL", "0s")
                .progress(workshop.progress()::println)
                .start();
    }

    private static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
