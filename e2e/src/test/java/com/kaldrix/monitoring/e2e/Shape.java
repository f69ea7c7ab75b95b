package com.kaldrix.monitoring.e2e;

import java.io.IOException;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A shape in which alerts come: a recorded message that fires and one that is over, of one and the same alert.
 *
 * @param name for people
 * @param region where the alert belongs
 * @param firing the message that fires
 * @param over the message that ends it
 * @param identity a text in both that tells this alert from others; replaced by one that is unique
 */
record Shape(String name, String region, String firing, String over, String identity) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** From two recorded messages. */
    static Shape recorded(String name, String region, String firing, String over, String identity) throws IOException {
        return new Shape(name, region, Packaged.recorded(firing), Packaged.recorded(over), identity);
    }

    /** From one recorded message, which is changed into its end. */
    static Shape changed(String name, String region, String firing, UnaryOperator<ObjectNode> end, String identity)
            throws IOException {
        String message = Packaged.recorded(firing);
        ObjectNode json = (ObjectNode) JSON.readTree(message);
        return new Shape(name, region, message, end.apply(json).toString(), identity);
    }

    /** The same alert under another identity. */
    Shape as(String unique) {
        if (!firing.contains(identity) || !over.contains(identity)) {
            throw new IllegalStateException("the recorded messages of " + name + " have no " + identity);
        }
        return new Shape(name, region, firing.replace(identity, unique), over.replace(identity, unique), unique);
    }

    /** The object at a path of names. */
    static ObjectNode at(ObjectNode json, String... path) {
        JsonNode node = json;
        for (String part : path) {
            node = node.path(part);
        }
        return (ObjectNode) node;
    }

    @Override
    public String toString() {
        return name;
    }
}
