package com.kaldrix.monitoring.compliance.reporting.again;

import com.kaldrix.monitoring.compliance.framework.RequirementId;
import com.kaldrix.monitoring.compliance.report.text.EnumWord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the words of {@code report.json}. Each method throws {@link IllegalArgumentException} with a sentence for what is none. */
final class Words {
    private Words() {}

    static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("'" + name + "' is no text");
        }
        return value.stringValue();
    }

    /** Empty when it is not there. */
    static String textOrEmpty(JsonNode json, String name) {
        return json.has(name) ? text(json, name) : "";
    }

    static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("'" + name + "' is no number");
        }
        return value.longValue();
    }

    static Instant time(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }

    static @Nullable Instant timeOrNull(JsonNode json, String name) {
        return json.has(name) ? time(json, name) : null;
    }

    static @Nullable Duration secondsOrNull(JsonNode json, String name) {
        return json.has(name) ? Duration.ofSeconds(number(json, name)) : null;
    }

    static <E extends Enum<E>> E constant(JsonNode json, String name, Class<E> type) {
        String word = text(json, name);
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> EnumWord.of(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is '" + word + "', which is unknown"));
    }

    static RequirementId requirement(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no requirement");
        }
        return new RequirementId(text.substring(0, slash), text.substring(slash + 1));
    }

    static List<String> texts(JsonNode json, String name) {
        return list(json, name, JsonNode::stringValue);
    }

    static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> one) {
        JsonNode all = json.path(name);
        if (!all.isArray()) {
            throw new IllegalArgumentException("'" + name + "' is no list");
        }
        List<T> list = new ArrayList<>();
        all.forEach(item -> list.add(one.apply(item)));
        return list;
    }
}
