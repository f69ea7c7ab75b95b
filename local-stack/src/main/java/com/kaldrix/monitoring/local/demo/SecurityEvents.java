package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What the security services of the three regions tell on the morning after, in the shapes in which EventBridge hands it on. The same night has always
 * the same events but for their times.
 */
final class SecurityEvents {
    private static final String FOLDER = "/demo/findings/";
    private static final List<String> EVERYWHERE = List.of("guardduty", "inspector", "macie", "access-analyzer");
    private static final List<String> WHERE_SOMETHING_HAPPENED =
            List.of("config-change", "config-compliance", "cloudtrail", "cloudtrail-denied");

    private SecurityEvents() {}

    /**
     * An event.
     *
     * @param region where it is told
     * @param body as it comes by EventBridge
     */
    record Told(String region, String body) {}

    /**
     * All of them.
     *
     * @param regions the hub first
     * @param now the services' time
     */
    static List<Told> of(List<String> regions, Instant now) {
        List<Told> events = new ArrayList<>();
        for (String region : regions) {
            controls(region, now, events);
        }
        String hub = regions.getFirst();
        EVERYWHERE.forEach(name -> events.add(told(name, hub, now)));
        String troubled = regions.getLast();
        WHERE_SOMETHING_HAPPENED.forEach(name -> events.add(told(name, troubled, now)));
        return events;
    }

    private static void controls(String region, Instant now, List<Told> events) {
        String template = text("security-hub.json");
        text("controls.csv").lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
            boolean failed = cells[5].equals(region);
            Map<String, String> values = new HashMap<>();
            values.put("control", cells[0]);
            values.put("severity", failed ? cells[1] : "INFORMATIONAL");
            values.put("type", cells[2]);
            values.put("resource", cells[3]);
            values.put("title", cells[4]);
            values.put("status", failed ? "FAILED" : "PASSED");
            events.add(new Told(region, fill(template, values, region, cells[0], now)));
        });
    }

    private static Told told(String name, String region, Instant now) {
        return new Told(region, fill(text(name + ".json"), Map.of(), region, name, now));
    }

    private static String fill(String template, Map<String, String> values, String region, String name, Instant now) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        String id = UUID.nameUUIDFromBytes((region + name).getBytes(StandardCharsets.UTF_8))
                .toString();
        return text.replace("${region}", region)
                .replace("${id}", id.toLowerCase(Locale.ROOT))
                .replace("${time}", now.toString());
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(SecurityEvents.class.getResourceAsStream(FOLDER + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
