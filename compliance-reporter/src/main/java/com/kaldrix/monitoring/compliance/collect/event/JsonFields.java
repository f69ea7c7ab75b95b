package com.kaldrix.monitoring.compliance.collect.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
     * words that adorn a finding: none is refused for what it could do without.
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

    /** The JSON of a field as text; empty when it is not there. */
    public String json(String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? "" : Storable.text(value.toString());
    }

    /** The objects that are members of this one, by name and in their order; what is no object is left out. */
    public Map<String, JsonFields> members() {
        Map<String, JsonFields> members = new LinkedHashMap<>();
        node.forEachEntry((name, value) -> {
            if (value.isObject()) {
                members.put(Storable.text(name), new JsonFields(value, path(name)));
            }
        });
        return members;
    }

    /** One of some constants by its name, in any case and with blanks for underscores; empty when the field is not there. */
    public <E extends Enum<E>> Optional<E> findConstant(String name, Class<E> type) {
        return find(name)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant ->
                                constant.name().equalsIgnoreCase(text.strip().replace(' ', '_')))
                        .findFirst()
                        .orElseThrow(() -> new UnreadableField(path(name), "is unknown: '" + brief(text) + "'")));
    }

    /** To throw when a field must be there and is not. */
    public UnreadableField missing(String name) {
        return new UnreadableField(path(name), "is missing");
    }

    /** To throw when one of some fields must be there and none is. */
    public UnreadableField without(List<String> names) {
        return new UnreadableField(path.isEmpty() ? "body" : path, "has none of " + String.join(", ", names));
    }

    private static String brief(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
