package com.kaldrix.monitoring.bench.series;

import com.kaldrix.monitoring.local.windows.WindowMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Series of many nodes that wander as usual, in the shares of a gateway. */
final class ManySeries {
    /** How many shares a gateway splits series into. */
    static final int SHARDS = 64;

    static final Duration WINDOW = Duration.ofSeconds(10);
    static final String REGION = "us-east-1";

    private static final int OF_A_NODE = 50;
    private static final int COMPONENTS = 8;
    private static final double MEMORY = 0.8;

    private final double[] state;
    private final Random random;

    ManySeries(int count, long seed) {
        state = new double[count];
        random = new Random(seed);
    }

    int size() {
        return state.length;
    }

    /** A share of the series in a window. */
    record Share(int shard, String message) {}

    /** The next window, which begins then. */
    List<Share> next(Instant start) {
        List<Share> shares = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            WindowMessage message = new WindowMessage();
            for (int i = shard; i < state.length; i += SHARDS) {
                state[i] = MEMORY * state[i] + random.nextGaussian();
                message.add(labels(i), Math.round(1000 * (100 + i % 7 * 50 + state[i])) / 1000.0);
            }
            int share = shard;
            var sender = new WindowMessage.Sender(REGION, "gateway-0", shard);
            message.of("many-" + start.getEpochSecond() + "-" + shard, sender, start, WINDOW)
                    .ifPresent(text -> shares.add(new Share(share, text)));
        }
        return shares;
    }

    private static Map<String, String> labels(int number) {
        int node = number / OF_A_NODE;
        return Map.of(
                "__name__",
                "kaldrix_node_metric_" + number % OF_A_NODE,
                "component",
                "component-" + node % COMPONENTS,
                "instance",
                "node-" + node + ":9100",
                "region",
                REGION);
    }
}
