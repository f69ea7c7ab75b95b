package com.kaldrix.monitoring.local.aws.sns;

import com.kaldrix.monitoring.local.aws.sqs.MessageAttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request in the query protocol, where lists and maps are numbered from one.
 *
 * @param values by their full names
 * @param prefix what this view's names start with, empty for the whole request
 */
record SnsParameters(Map<String, String> values, String prefix) {

    SnsParameters(Map<String, String> values) {
        this(values, "");
    }

    @Nullable
    String optional(String name) {
        return values.get(prefix + name);
    }

    String required(String name) {
        String value = optional(name);
        if (value == null) {
            throw SnsFault.invalidParameter(name);
        }
        return value;
    }

    Map<String, String> attributes() {
        return map("Attributes.entry.", "key", "value");
    }

    Map<String, String> tags() {
        return map("Tags.member.", "Key", "Value");
    }

    boolean hasTags() {
        return optional("Tags.member.1.Key") != null;
    }

    List<String> members(String list) {
        List<String> members = new ArrayList<>();
        String value;
        while ((value = optional(list + ".member." + (members.size() + 1))) != null) {
            members.add(value);
        }
        return members;
    }

    /** The entries of a list of structures, each of which has the named field. */
    List<SnsParameters> structures(String list, String field) {
        List<SnsParameters> structures = new ArrayList<>();
        while (true) {
            String each = prefix + list + ".member." + (structures.size() + 1) + ".";
            if (!values.containsKey(each + field)) {
                return structures;
            }
            structures.add(new SnsParameters(values, each));
        }
    }

    /** The message attributes, checked as AWS does. */
    Map<String, MessageAttributeValue> messageAttributes() {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 1; ; i++) {
            String entry = "MessageAttributes.entry." + i + ".";
            String name = optional(entry + "Name");
            if (name == null) {
                return attributes;
            }
            attributes.put(name, messageAttribute(name, entry + "Value."));
        }
    }

    private MessageAttributeValue messageAttribute(String name, String entry) {
        String type = optional(entry + "DataType");
        if (type == null || type.isEmpty()) {
            throw SnsFault.invalidAttributeValue(
                    "The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        MessageAttributeValue kind = new MessageAttributeValue(type, "");
        String value = optional(entry + (kind.isBinary() ? "BinaryValue" : "StringValue"));
        if (value == null || value.isEmpty()) {
            throw SnsFault.invalidAttributeValue("The message attribute '" + name
                    + "' must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        return MessageAttributes.checked(name, new MessageAttributeValue(type, value));
    }

    private Map<String, String> map(String entries, String key, String value) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 1; ; i++) {
            String name = optional(entries + i + "." + key);
            if (name == null) {
                return map;
            }
            String content = optional(entries + i + "." + value);
            map.put(name, content == null ? "" : content);
        }
    }
}
