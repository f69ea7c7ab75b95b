package com.kaldrix.monitoring.alert.window;

import com.kaldrix.monitoring.common.metrics.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How many windows hold, and how many are to come. */
@Component
class WindowGauges {
    private final ActiveWindows windows;
    private final Clock clock;

    WindowGauges(ActiveWindows windows, Clock clock, MeterRegistry meters) {
        this.windows = windows;
        this.clock = clock;
        Sampled<Map<MaintenanceWindow.State, Long>> counts = new Sampled<>("maintenance windows", this::counts);
        for (MaintenanceWindow.State state :
                List.of(MaintenanceWindow.State.ACTIVE, MaintenanceWindow.State.UPCOMING)) {
            Gauge.builder(
                            "kaldrix_maintenance_windows",
                            counts,
                            sample -> sample.get(found -> found.getOrDefault(state, 0L)))
                    .description("Maintenance windows that hold now, and those whose next time is to come")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .strongReference(true)
                    .register(meters);
        }
    }

    private Map<MaintenanceWindow.State, Long> counts() {
        Instant now = clock.instant();
        return windows.living(now)
                .map(window -> window.stateAt(now))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
