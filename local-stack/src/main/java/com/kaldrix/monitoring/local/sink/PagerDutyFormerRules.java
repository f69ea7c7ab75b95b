package com.kaldrix.monitoring.local.sink;

import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rules of PagerDuty's Events API v1 (developer.pagerduty.com, "Events API v1"). */
final class PagerDutyFormerRules {
    private static final Set<String> TYPES = Set.of("trigger", "acknowledge", "resolve");
    private static final Pattern REAL_KEY = Pattern.compile("[0-9A-Za-z]{32}");

    private PagerDutyFormerRules() {}

    /**
     * What is wrong with an event; nothing when it would be processed.
     *
     * @param realKeys whether a service key must look like a real one, 32 letters and digits
     */
    static VendorRules of(JsonNode event, boolean realKeys) {
        boolean trigger = event.path("event_type").asString("").equals("trigger");
        VendorRules rules = new VendorRules()
                .needs(event, "service_key", 255)
                .say(
                        realKeys
                                && !REAL_KEY.matcher(event.path("service_key").asString(""))
                                        .matches(),
                        "Service key is the wrong length (should be 32 characters)")
                .needs(event, "event_type", 255)
                .oneOf(event, "event_type", TYPES)
                .atMost(event, "incident_key", 255)
                .atMost(event, "client", 255)
                .atMost(event, "client_url", 1024)
                .say(event.has("details") && !event.path("details").isObject(), "'details' is not an object")
                .say(event.has("routing_key") || event.has("payload"), "this is an event of version 2");
        if (trigger) {
            rules.needs(event, "description", 1024);
        } else {
            rules.needs(event, "incident_key", 255);
        }
        event.path("contexts").forEach(context -> {
            String type = context.path("type").asString("");
            rules.say(!type.equals("link") && !type.equals("image"), "a context is neither link nor image");
            rules.needs(context, type.equals("image") ? "src" : "href", 1024);
        });
        return rules;
    }
}
