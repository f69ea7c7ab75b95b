package com.kaldrix.monitoring.local.sink;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rules of PagerDuty's Events API v2 for an alert event (developer.pagerduty.com, "Send an alert event"). */
final class PagerDutyRules {
    static final int MAX_BODY = 512 * 1024;
    private static final int MAX_SUMMARY = 1024;
    private static final int MAX_KEY = 255;
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final Pattern REAL_KEY = Pattern.compile("[0-9A-Za-z]{32}");

    private final List<String> errors = new ArrayList<>();

    private PagerDutyRules() {}

    /**
     * What is wrong with an event, in PagerDuty's manner; empty when it would be processed.
     *
     * @param realKeys whether a routing key must look like a real one, 32 letters and digits
     */
    static List<String> errors(JsonNode event, boolean realKeys) {
        PagerDutyRules rules = new PagerDutyRules();
        rules.check(event, realKeys);
        return List.copyOf(rules.errors);
    }

    private void check(JsonNode event, boolean realKeys) {
        if (!event.isObject()) {
            errors.add("The event is not a JSON object");
            return;
        }
        String routingKey = event.path("routing_key").asString("");
        if (routingKey.isBlank()) {
            errors.add("'routing_key' is missing or blank");
        } else if (realKeys && !REAL_KEY.matcher(routingKey).matches()) {
            errors.add("Length of 'routing_key' is incorrect (should be 32 characters)");
        }
        JsonNode action = event.path("event_action");
        if (!ACTIONS.contains(action.asString(""))) {
            errors.add("'event_action' is missing or not one of: trigger, acknowledge, resolve");
        }
        boolean trigger = action.asString("").equals("trigger");
        key(event.path("dedup_key"), trigger);
        JsonNode payload = event.path("payload");
        if (trigger || given(payload)) {
            payload(payload, trigger);
        }
        shaped(event.path("images"), "images", "src");
        shaped(event.path("links"), "links", "href");
        string(event.path("client"), "client");
        string(event.path("client_url"), "client_url");
    }

    private void key(JsonNode key, boolean trigger) {
        if (!given(key)) {
            if (!trigger) {
                errors.add("'dedup_key' is required unless 'event_action' is trigger");
            }
        } else if (!key.isString() || key.asString().isEmpty()) {
            errors.add("'dedup_key' is not a string of at least 1 character");
        } else if (key.asString().length() > MAX_KEY) {
            errors.add("Length of 'dedup_key' is incorrect (should be at most " + MAX_KEY + " characters)");
        }
    }

    private void payload(JsonNode payload, boolean trigger) {
        if (!payload.isObject()) {
            errors.add("'payload' is missing or not an object");
            return;
        }
        JsonNode summary = payload.path("summary");
        if (trigger || given(summary)) {
            if (summary.asString("").isBlank()) {
                errors.add("'payload.summary' is missing or blank");
            } else if (summary.asString().length() > MAX_SUMMARY) {
                errors.add(
                        "Length of 'payload.summary' is incorrect (should be at most " + MAX_SUMMARY + " characters)");
            }
        }
        JsonNode source = payload.path("source");
        if ((trigger || given(source)) && source.asString("").isBlank()) {
            errors.add("'payload.source' is missing or blank");
        }
        JsonNode severity = payload.path("severity");
        if ((trigger || given(severity)) && !SEVERITIES.contains(severity.asString(""))) {
            errors.add("'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error'"
                    + " or 'info')");
        }
        JsonNode timestamp = payload.path("timestamp");
        if (given(timestamp) && !isTimestamp(timestamp)) {
            errors.add("'payload.timestamp' is invalid (must be an ISO 8601 date and time with an offset)");
        }
        JsonNode details = payload.path("custom_details");
        if (given(details) && !details.isObject()) {
            errors.add("'payload.custom_details' is not an object");
        }
        string(payload.path("component"), "payload.component");
        string(payload.path("group"), "payload.group");
        string(payload.path("class"), "payload.class");
    }

    private void shaped(JsonNode list, String name, String required) {
        if (!given(list)) {
            return;
        }
        if (!list.isArray()) {
            errors.add("'" + name + "' is not an array");
            return;
        }
        for (JsonNode item : list) {
            if (item.path(required).asString("").isBlank()) {
                errors.add("'" + name + "' has an item without '" + required + "'");
            }
        }
    }

    private void string(JsonNode value, String name) {
        if (given(value) && !value.isString()) {
            errors.add("'" + name + "' is not a string");
        }
    }

    private static boolean isTimestamp(JsonNode timestamp) {
        try {
            OffsetDateTime.parse(timestamp.asString("").replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"));
            return true;
        } catch (DateTimeException notOne) {
            return false;
        }
    }

    private static boolean given(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
