package com.kaldrix.monitoring.local.windows;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A window of many series as a gateway publishes it to the topic {@code metrics}: {@code com.kaldrix.metric.batch.v1}, with one
 * value of each series. For one thread, and one message.
 */
public final class WindowMessage {
    /** The message attribute {@code type}. */
    public static final String TYPE = "com.kaldrix.metric.batch.v1";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SAME = List.of("min", "max", "sum", "first", "last");

    private final Map<String, Integer> symbols = new LinkedHashMap<>();
    private final ArrayNode labels = JSON.createArrayNode();
    private final ArrayNode values = JSON.createArrayNode();

    /**
     * A series with one value in the window.
     *
     * @param series its labels, {@code __name__} among them
     */
    public void add(Map<String, String> series, double value) {
        ArrayNode places = labels.addArray();
        new TreeMap<>(series).forEach((name, text) -> places.add(symbol(name)).add(symbol(text)));
        values.add(value);
    }

    private int symbol(String text) {
        return symbols.computeIfAbsent(text, fresh -> symbols.size());
    }

    /**
     * Where a message comes from.
     *
     * @param region of the gateway
     * @param replica its name
     * @param shard the share of all series that the message has
     */
    public record Sender(String region, String replica, int shard) {}

    /** The message; empty when no series says anything. */
    public Optional<String> of(String id, Sender sender, Instant start, Duration length) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/metrics-gateway")
                .put("type", TYPE)
                .put("time", start.plus(length).toString())
                .put("datacontenttype", "application/json")
                .put("region", sender.region());
        ObjectNode data = event.putObject("data")
                .put("replica", sender.replica())
                .put("shard", sender.shard())
                .put("windowStart", start.toString())
                .put("windowSeconds", (int) length.toSeconds());
        data.set("symbols", JSON.valueToTree(symbols.keySet()));
        data.set("labels", labels);
        ObjectNode columns = data.putObject("columns");
        ArrayNode counts = columns.putArray("count");
        ArrayNode increases = JSON.createArrayNode();
        for (int i = 0; i < values.size(); i++) {
            counts.add(1);
            increases.addNull();
        }
        SAME.forEach(name -> columns.set(name, values));
        columns.set("increase", increases);
        return Optional.of(event.toString());
    }
}
