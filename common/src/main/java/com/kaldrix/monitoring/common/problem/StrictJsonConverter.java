package com.kaldrix.monitoring.common.problem;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.StreamUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads request bodies and finds everything that is wrong with them, unknown properties included. What a service reads
 * elsewhere, events above all, stays open to additions; so does a body whose type says
 * {@code @JsonIgnoreProperties(ignoreUnknown = true)}.
 */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {
    StrictJsonConverter(JsonMapper json) {
        super(json);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        JavaType target = getJavaType(type.getType(), null);
        InputStream body = StreamUtils.nonClosing(message.getBody());
        BodyErrors errors = new BodyErrors();
        @Nullable Object read = null;
        try {
            read = defaultMapper
                    .readerFor(target)
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .with(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .with(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .withHandler(errors)
                    .readValue(body);
        } catch (JacksonIOException broken) {
            throw broken.getCause();
        } catch (JacksonException end) {
            errors.add(end);
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors.all());
        }
        if (read == null) {
            throw new InvalidRequestException("", "the body is missing");
        }
        return read;
    }
}
