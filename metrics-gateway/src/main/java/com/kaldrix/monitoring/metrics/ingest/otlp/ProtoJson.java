package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON of OTLP into messages: names in lowerCamelCase or as in the prototype, unknown ones ignored, 64-bit integers as
 * numbers or strings, ids in hexadecimal digits, other bytes in Base64, enums as numbers or names.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">JSON Protobuf Encoding</a>
 */
final class ProtoJson {
    private static final Set<String> HEXADECIMAL = Set.of("trace_id", "span_id", "parent_span_id");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxNameLength(5_000)
                    .maxNumberLength(400)
                    .build())
            .build();

    private final JsonParser parser;

    private ProtoJson(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws InvalidRequestException naming the field that cannot be read */
    static void read(byte[] json, Message.Builder into) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            ProtoJson reader = new ProtoJson(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw reader.invalid("must be an object");
            }
            reader.object(into);
            if (parser.nextToken() != null) {
                throw reader.invalid("goes on after its end");
            }
        } catch (JacksonException malformed) {
            throw new InvalidRequestException(
                    "", "the body is no JSON that can be read: " + malformed.getOriginalMessage());
        }
    }

    private void object(Message.Builder into) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            FieldDescriptor field = field(into, name);
            if (field == null || token == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else if (field.isRepeated()) {
                list(into, field);
            } else {
                into.setField(field, value(into, field));
            }
        }
    }

    private static @Nullable FieldDescriptor field(Message.Builder into, String name) {
        FieldDescriptor plain = into.getDescriptorForType().findFieldByName(name);
        if (plain != null) {
            return plain;
        }
        for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
            if (field.getJsonName().equals(name)) {
                return field;
            }
        }
        return null;
    }

    private void list(Message.Builder into, FieldDescriptor field) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw invalid("must be a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            into.addRepeatedField(field, value(into, field));
        }
    }

    private Object value(Message.Builder into, FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw invalid("must be an object");
                }
                Message.Builder child = into.newBuilderForField(field);
                object(child);
                yield child.build();
            }
            case STRING -> text();
            case BYTE_STRING -> bytes(field);
            case BOOLEAN -> {
                if (!parser.currentToken().isBoolean()) {
                    throw invalid("must be true or false");
                }
                yield parser.getBooleanValue();
            }
            case INT -> (int) integer(field, Integer.SIZE);
            case LONG -> integer(field, Long.SIZE);
            case FLOAT -> (float) decimal();
            case DOUBLE -> decimal();
            case ENUM -> word(field);
        };
    }

    private String text() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid("must be a text");
        }
        return parser.getString();
    }

    private ByteString bytes(FieldDescriptor field) {
        boolean hexadecimal = HEXADECIMAL.contains(field.getName());
        try {
            return ByteString.copyFrom(
                    hexadecimal
                            ? HexFormat.of().parseHex(text())
                            : Base64.getDecoder().decode(text()));
        } catch (IllegalArgumentException malformed) {
            throw invalid(hexadecimal ? "must be hexadecimal digits" : "must be Base64");
        }
    }

    private long integer(FieldDescriptor field, int bits) {
        boolean unsigned =
                switch (field.getType()) {
                    case UINT32, UINT64, FIXED32, FIXED64 -> true;
                    default -> false;
                };
        String text = parser.currentToken().isScalarValue() ? String.valueOf(parser.getValueAsString()) : "";
        try {
            if (bits == Integer.SIZE) {
                return unsigned ? Integer.parseUnsignedInt(text) : Integer.parseInt(text);
            }
            return unsigned ? Long.parseUnsignedLong(text) : Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw invalid("must be " + (unsigned ? "an unsigned" : "an") + " integer of " + bits + " bits");
        }
    }

    private double decimal() {
        if (parser.currentToken().isNumeric()) {
            return parser.getDoubleValue();
        }
        String text = text();
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!text.matches("-?[0-9.]{1,400}([eE][+-]?[0-9]{1,5})?")) {
                    throw invalid("must be a number");
                }
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException malformed) {
                    throw invalid("must be a number");
                }
            }
        };
    }

    private EnumValueDescriptor word(FieldDescriptor field) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            EnumValueDescriptor named = field.getEnumType().findValueByName(parser.getString());
            if (named == null) {
                throw invalid("must be a number");
            }
            return named;
        }
        return field.getEnumType().findValueByNumberCreatingIfUnknown((int) integer(field, Integer.SIZE));
    }

    private InvalidRequestException invalid(String reason) {
        return new InvalidRequestException(
                parser.streamReadContext().pathAsPointer(true).toString(), reason);
    }
}
