package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.MessageAttributeValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules for message attributes: what they may be, how much they weigh, and what a filter sees of them. */
final class MessageAttributes {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_\\-.]{1,256}");
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");
    private static final String ARRAY = "String.Array";

    private MessageAttributes() {}

    static MessageAttributeValue checked(String name, MessageAttributeValue value) {
        if (!NAME.matcher(name).matches() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            throw SnsFault.invalidAttributeValue("Invalid message attribute name: " + name);
        }
        if (!TYPE.matcher(value.dataType()).matches()) {
            throw SnsFault.invalidAttributeValue(
                    "The message attribute '" + name
                            + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.");
        }
        try {
            if (value.dataType().startsWith("Number")) {
                new BigDecimal(value.text());
            } else if (value.isBinary()) {
                Base64.getDecoder().decode(value.text());
            } else if (value.dataType().equals(ARRAY)
                    && !Registry.JSON.readTree(value.text()).isArray()) {
                throw invalid(name, value);
            }
        } catch (JacksonException | IllegalArgumentException unfit) {
            throw invalid(name, value);
        }
        return value;
    }

    /** The size in bytes that counts towards the limit of a message. */
    static int weight(Map<String, MessageAttributeValue> attributes) {
        int sum = 0;
        for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            sum += bytes(attribute.getKey()) + bytes(value.dataType());
            sum += value.isBinary() ? Base64.getDecoder().decode(value.text()).length : bytes(value.text());
        }
        return sum;
    }

    /** The attributes as a JSON object, for a filter to match. */
    static ObjectNode forFilter(Map<String, MessageAttributeValue> attributes) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        attributes.forEach((name, value) -> object.set(name, forFilter(value)));
        return object;
    }

    private static JsonNode forFilter(MessageAttributeValue value) {
        if (value.isBinary()) {
            return JsonNodeFactory.instance.binaryNode(new byte[0]);
        }
        if (value.dataType().startsWith("Number")) {
            return JsonNodeFactory.instance.numberNode(new BigDecimal(value.text()));
        }
        return value.dataType().equals(ARRAY)
                ? Registry.JSON.readTree(value.text())
                : JsonNodeFactory.instance.stringNode(value.text());
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static SnsFault invalid(String name, MessageAttributeValue value) {
        return SnsFault.invalidAttributeValue(
                "Could not cast message attribute '" + name + "' value to " + value.dataType() + ".");
    }
}
