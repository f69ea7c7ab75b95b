package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.MetricFamily.Histogram;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Value;
import com.kaldrix.monitoring.local.fleet.MetricFamily.Values;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Metadata;
import com.kaldrix.monitoring.local.remotewrite.TimeSeries.Point;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.remotewrite.WriteEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a remote-write request of what a node says, with the job and the node's name as a Prometheus agent has them. */
final class RemoteWriteBody {
    private static final int COUNTER = 1;
    private static final int GAUGE = 2;
    private static final int HISTOGRAM = 3;

    private final List<TimeSeries> series = new ArrayList<>();
    private final Map<String, String> common;
    private final long time;

    private RemoteWriteBody(Map<String, String> common, long time) {
        this.common = common;
        this.time = time;
    }

    static byte[] of(Version version, String job, String instance, SimulatedNode.Telling telling) {
        RemoteWriteBody body = new RemoteWriteBody(
                Map.of("job", job, "instance", instance), telling.time().toEpochMilli());
        telling.families().forEach(body::family);
        return new WriteEncoder().encode(version, body.series);
    }

    private void family(MetricFamily family) {
        switch (family) {
            case Values values -> {
                Metadata metadata = new Metadata(values.counter() ? COUNTER : GAUGE, family.help());
                for (Value value : values.values()) {
                    add(family.name(), value.labels(), value.value(), metadata);
                }
            }
            case Histogram histogram -> {
                Metadata metadata = new Metadata(HISTOGRAM, family.help());
                double[] bounds = histogram.bounds();
                long[] cumulative = histogram.cumulative();
                for (int index = 0; index < bounds.length; index++) {
                    String bound = TextPage.number(bounds[index]);
                    add(family.name() + "_bucket", Map.of("le", bound), cumulative[index], metadata);
                }
                add(family.name() + "_bucket", Map.of("le", "+Inf"), histogram.count(), metadata);
                add(family.name() + "_sum", Map.of(), histogram.sum(), metadata);
                add(family.name() + "_count", Map.of(), histogram.count(), metadata);
            }
        }
    }

    private void add(String name, Map<String, String> labels, double value, Metadata metadata) {
        SortedMap<String, String> all = new TreeMap<>(common);
        all.putAll(labels);
        all.put("__name__", name);
        series.add(new TimeSeries(all, List.of(new Point(time, value)), List.of(), metadata));
    }
}
