package com.kaldrix.monitoring.alert.template;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts to try templates with. */
final class SampleData {
    static final TemplateData FIRING = sample();

    private SampleData() {}

    private static TemplateData sample() {
        Instant since = Instant.parse("2026-01-02T03:04:05Z");
        Map<String, String> common = Map.of("alertname", "Sample", "severity", "critical");
        List<TemplateData.Alert> alerts = List.of("a", "b").stream()
                .map(instance -> new TemplateData.Alert(
                        TemplateData.FIRING,
                        Map.of("alertname", "Sample", "severity", "critical", "instance", instance),
                        Map.of("summary", "A sample", "description", "It stands for an alert."),
                        since,
                        TemplateData.Alert.NEVER,
                        "http://localhost:9090/graph",
                        "00000000000000ff"))
                .toList();
        return new TemplateData(
                "sample",
                TemplateData.FIRING,
                alerts,
                Map.of("alertname", "Sample"),
                common,
                Map.of("summary", "A sample"),
                "http://localhost:9093",
                since.plusSeconds(60));
    }
}
