package com.kaldrix.monitoring.local.aws.sns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Which messages a subscription wants: every key must match, and a key matches when one of its rules does.
 *
 * @param conditions by key of the message attributes, or of the body
 */
record FilterPolicy(Map<String, Condition> conditions) {

    /** What one key must fulfil. */
    sealed interface Condition permits AnyOf, Nested {}

    record AnyOf(List<FilterRule> rules) implements Condition {}

    record Nested(FilterPolicy policy) implements Condition {}

    /**
     * Reads a policy; an operator that is not known here is refused by its name.
     *
     * @param nesting whether keys may hold keys, as policies for a message's body do
     */
    static FilterPolicy parse(String json, boolean nesting) {
        JsonNode policy;
        try {
            policy = Registry.JSON.readTree(json);
        } catch (JacksonException broken) {
            throw SnsFault.invalidParameter("FilterPolicy: failed to parse JSON. " + broken.getOriginalMessage());
        }
        if (!policy.isObject()) {
            throw SnsFault.invalidParameter("FilterPolicy: failed to parse JSON.");
        }
        return parse(policy, nesting);
    }

    private static FilterPolicy parse(JsonNode object, boolean nesting) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        object.forEachEntry((key, value) -> {
            if (key.startsWith("$")) {
                throw SnsFault.invalidParameter("FilterPolicy: " + key + " is not supported by the local endpoint");
            }
            if (value.isArray()) {
                conditions.put(key, rules(key, value));
            } else if (value.isObject() && nesting) {
                conditions.put(key, new Nested(parse(value, true)));
            } else if (value.isObject()) {
                throw SnsFault.invalidParameter(
                        "Filter policy scope MessageAttributes does not support nested filter policy");
            } else {
                throw SnsFault.invalidParameter("FilterPolicy: \"" + key + "\" must be an object or an array");
            }
        });
        return new FilterPolicy(conditions);
    }

    private static AnyOf rules(String key, JsonNode array) {
        if (array.isEmpty()) {
            throw SnsFault.invalidParameter("FilterPolicy: Empty arrays are not allowed for \"" + key + "\"");
        }
        List<FilterRule> rules = new ArrayList<>();
        array.forEach(rule -> rules.add(FilterRule.parse(rule)));
        return new AnyOf(rules);
    }

    boolean matches(JsonNode message) {
        return conditions.entrySet().stream().allMatch(entry -> {
            JsonNode value = message.isObject() ? message.get(entry.getKey()) : null;
            return switch (entry.getValue()) {
                case AnyOf any -> any.rules().stream().anyMatch(rule -> rule.matches(value));
                case Nested nested -> value != null && nested.policy().matches(value);
            };
        });
    }
}
