package com.kaldrix.monitoring.common.problem;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.util.ClassUtil;

/**
 * Collects what is wrong with one JSON body while it is read on: where, by pointer, line and column, and in words that do not
 * speak of Java.
 */
final class BodyErrors extends DeserializationProblemHandler {
    private static final int MOST = 100;

    private final List<FieldError> errors = new ArrayList<>();

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Everything that was found, each thing once. */
    List<FieldError> all() {
        return List.copyOf(new LinkedHashSet<>(errors));
    }

    /** Adds what ended the reading. */
    void add(JacksonException end) {
        String at = at(end.getLocation());
        String pointer = pointer(end.getPath());
        switch (end) {
            case StreamReadException malformed ->
                errors.add(new FieldError(pointer, "is no JSON: " + firstLine(malformed.getOriginalMessage()) + at));
            case UnrecognizedPropertyException unknown -> errors.add(new FieldError(pointer, "is not known here" + at));
            case MismatchedInputException mismatch -> errors.add(mismatch(mismatch, pointer, at));
            default -> addUnlessFollowing(pointer, end, null, at);
        }
    }

    private static FieldError mismatch(MismatchedInputException mismatch, String pointer, String at) {
        return mismatch.getOriginalMessage().startsWith("No content")
                ? new FieldError("", "the body is missing")
                : new FieldError(pointer, Expectations.of(mismatch.getTargetType()) + at);
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String name) {
        if (errors.size() >= MOST) {
            return false;
        }
        String pointer = holder(context.getParser()) + "/" + escape(name);
        errors.add(new FieldError(pointer, "is not known here" + at(parser.currentTokenLocation())));
        parser.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleWeirdKey(DeserializationContext context, Class<?> type, String key, String message) {
        return add(context, type, Expectations.of(type));
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String message) {
        return add(context, type, Expectations.of(type));
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String message) {
        return add(context, type, Expectations.of(type));
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message) {
        Object result = add(context, type.getRawClass(), Expectations.of(type.getRawClass()));
        parser.skipChildren();
        return result;
    }

    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable failure) {
        JsonParser parser = context.getParser();
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        addUnlessFollowing(pointer, failure, type, at(parser.currentTokenLocation()));
        return null;
    }

    /**
     * Where the object is that has the property. What a record does not know is kept and reported when the record has been
     * read, by a parser of its own without a place in the document; the document's parser then stands at or after the end.
     */
    private static String holder(JsonParser document) {
        TokenStreamContext place = document.streamReadContext();
        JsonToken token = document.currentToken();
        int up = 1;
        if (token == JsonToken.END_OBJECT) {
            up = 0;
        } else if (token != null && token.isStructStart()) {
            up = 2;
        }
        for (int i = 0; i < up && place.getParent() != null; i++) {
            place = place.getParent();
        }
        return place.inRoot() ? "" : place.pathAsPointer().toString();
    }

    /** What fails without words of its own, after something else has, most likely fails because of it. */
    private void addUnlessFollowing(String pointer, Throwable failure, @Nullable Class<?> type, String at) {
        String reason = Expectations.domainReason(failure).orElse(null);
        if (reason != null) {
            errors.add(new FieldError(pointer, reason + at));
        } else if (errors.isEmpty()) {
            errors.add(new FieldError(pointer, Expectations.of(type) + at));
        }
    }

    private @Nullable Object add(DeserializationContext context, Class<?> type, String reason) {
        if (errors.size() >= MOST) {
            return NOT_HANDLED;
        }
        JsonParser parser = context.getParser();
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        errors.add(new FieldError(pointer, reason + at(parser.currentTokenLocation())));
        return type.isPrimitive() ? ClassUtil.defaultValue(type) : null;
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String pointer(List<JacksonException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : path) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? Integer.toString(step.getIndex()) : escape(name));
        }
        return pointer.toString();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
