package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.remotewrite.TimeSeries;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Point;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.remotewrite.WriteEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What metrics-gateway is trained with: a little of each protocol, and what people look at. */
final class GatewayTraining {
    private static final int ROUNDS = 20;
    private static final String OTLP = """
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"training"}}]},
            "scopeMetrics":[{"metrics":[{"name":"training","gauge":{"dataPoints":[
            {"asDouble":%d,"timeUnixNano":"%d"}]}}]}]}]}""";
    /** Any time will do: what is too old is refused, and that is a path as well. */
    private static final long TIME = 1_800_000_000_000L;

    private GatewayTraining() {}

    static List<TrainingCall> calls() {
        List<TrainingCall> calls = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Version version : Version.values()) {
                byte[] body = new WriteEncoder().encode(version, series(round));
                calls.add(TrainingCall.post(
                        "/api/v1/write",
                        Map.of(
                                "Content-Type", version.contentType(),
                                "Content-Encoding", "snappy",
                                "X-Prometheus-Remote-Write-Version", version.header()),
                        body));
            }
            calls.add(TrainingCall.post(
                    "/v1/metrics",
                    Map.of("Content-Type", "application/json"),
                    OTLP.formatted(round, TIME * 1_000_000).getBytes(StandardCharsets.UTF_8)));
        }
        for (String path : List.of("/api/v1/kpis", "/api/v1/targets", "/api/v1/buffers", "/api/v1/series")) {
            calls.add(TrainingCall.get(path));
        }
        return calls;
    }

    private static List<TimeSeries> series(int round) {
        List<TimeSeries> series = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            series.add(TimeSeries.of(
                    Map.of("__name__", "training_total", "job", "training", "instance", "node-" + number),
                    List.of(new Point(TIME + round, round))));
        }
        return series;
    }
}
