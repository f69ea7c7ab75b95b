package com.kaldrix.monitoring.metrics.ingest.push;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The objects of a body: one, several after each other (one on each line, for example), or a list of them.
 */
final class Documents {
    private static final int MOST = 100_000;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxStringLength(256 * 1024)
                            .maxNameLength(5_000)
                            .maxNumberLength(400)
                            .maxTokenCount(4_000_000)
                            .build())
                    .build())
            .build();

    private Documents() {}

    /**
     * An object and where it stands.
     *
     * @param path a JSON pointer to it; empty when it is the whole body
     */
    record Document(String path, JsonNode node) {}

    /** @throws InvalidRequestException when the body is no JSON, or there is nothing in it */
    static List<Document> read(byte[] body) {
        List<JsonNode> roots = new ArrayList<>();
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(body)) {
            while (values.hasNextValue()) {
                roots.add(values.nextValue());
                if (roots.size() > MOST) {
                    throw new InvalidRequestException("", "the body holds more than " + MOST + " documents");
                }
            }
        } catch (JacksonException malformed) {
            throw new InvalidRequestException("/" + roots.size(), "is no JSON that can be read: " + summary(malformed));
        }
        if (roots.isEmpty()) {
            throw new InvalidRequestException("", "the body is missing");
        }
        if (roots.size() == 1 && !roots.getFirst().isArray()) {
            return List.of(new Document("", roots.getFirst()));
        }
        Iterable<JsonNode> items = roots.size() == 1 ? roots.getFirst() : roots;
        List<Document> documents = new ArrayList<>();
        for (JsonNode item : items) {
            documents.add(new Document("/" + documents.size(), item));
        }
        return documents;
    }

    private static String summary(JacksonException malformed) {
        String message = String.valueOf(malformed.getOriginalMessage());
        return message.length() > 200 ? message.substring(0, 200) + "…" : message;
    }
}
