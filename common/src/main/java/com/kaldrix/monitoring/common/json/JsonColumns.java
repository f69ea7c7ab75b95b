package com.kaldrix.monitoring.common.json;

import com.kaldrix.monitoring.common.label.Labels;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads what stands as {@code jsonb} in the database. */
@Component
public class JsonColumns {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    // Its own mapper: what is stored must not change with the settings of the web layer.
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ObjectReader texts = mapper.readerFor(TEXTS);

    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    public <T> T read(String json, Class<T> type) {
        return mapper.readValue(json, type);
    }

    public Map<String, String> texts(String json) {
        return texts.readValue(json);
    }

    public Labels labels(String json) {
        return Labels.of(texts(json));
    }
}
