package com.kaldrix.monitoring.alert.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object by name, read as what they should be. What is missing, null or blank is the same: not there.
 * What is there and of another kind is refused with its path. Texts are {@link Storable}.
 */
public final class JsonFields {
    private final JsonNode node;
    private final String path;

    private JsonFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** @throws UnreadableField if the body is no object */
    public static JsonFields of(JsonNode body) {
        if (!body.isObject()) {
            throw new UnreadableField("body", "is no object");
        }
        return new JsonFields(body, "");
    }

    /** The field's path from the root. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Numbers and booleans are texts too. */
    public Optional<String> find(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw new UnreadableField(path(name), "is no text");
        }
        return Optional.of(Storable.text(value.asString())).filter(text -> !text.isBlank());
    }

    public String text(String name) {
        return find(name).orElseThrow(() -> new UnreadableField(path(name), "is missing"));
    }

    public OptionalDouble findNumber(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw new UnreadableField(path(name), "is no number");
        }
        return OptionalDouble.of(value.asDouble());
    }

    public boolean flag(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new UnreadableField(path(name), "is neither true nor false");
        }
        return value.booleanValue();
    }

    /** In any of the forms that {@link Times} reads. */
    public Optional<Instant> findTime(String name) {
        return find(name)
                .map(text -> Times.find(text)
                        .orElseThrow(() -> new UnreadableField(path(name), "is no time: '" + brief(text) + "'")));
    }

    public Instant time(String name) {
        return findTime(name).orElseThrow(() -> new UnreadableField(path(name), "is missing"));
    }

    public Optional<JsonFields> findObject(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw new UnreadableField(path(name), "is no object");
        }
        return Optional.of(new JsonFields(value, path(name)));
    }

    public JsonFields object(String name) {
        return findObject(name).orElseThrow(() -> new UnreadableField(path(name), "is missing"));
    }

    /** The objects of an array; none when the field is not there. */
    public List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            String where = path(name) + "[" + objects.size() + "]";
            if (!element.isObject()) {
                throw new UnreadableField(where, "is no object");
            }
            objects.add(new JsonFields(element, where));
        }
        return objects;
    }

    /** The texts of an array; none when the field is not there. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isValueNode() || element.isNull()) {
                throw new UnreadableField(path(name) + "[" + texts.size() + "]", "is no text");
            }
            texts.add(Storable.text(element.asString()));
        }
        return texts;
    }

    private JsonNode array(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
            throw new UnreadableField(path(name), "is no array");
        }
        return value;
    }

    /**
     * The text at the end of a path of names and indexes; empty when anything on the way is not there or of another kind. For
     * words that adorn an alert: no alert is refused for what it could do without.
     */
    public Optional<String> glance(Object... steps) {
        JsonNode value = node;
        for (Object step : steps) {
            value = step instanceof Integer index ? value.path(index) : value.path(step.toString());
        }
        return value.isValueNode() && !value.isNull()
                ? Optional.of(Storable.text(value.asString())).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** The fields that are texts, numbers or booleans, in their order; others are left out. */
    public Map<String, String> scalars() {
        Map<String, String> scalars = new LinkedHashMap<>();
        node.forEachEntry((name, value) -> {
            if (value.isValueNode() && !value.isNull() && !name.isBlank()) {
                scalars.put(Storable.text(name), Storable.text(value.asString()));
            }
        });
        return scalars;
    }

    private static String brief(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
