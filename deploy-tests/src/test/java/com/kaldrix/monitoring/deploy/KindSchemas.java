package com.kaldrix.monitoring.deploy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** JSON schemas of Kubernetes' kinds and of those that others add to it; where they come from stands beside them. */
final class KindSchemas {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    private final Map<String, Schema> known = new HashMap<>();

    /**
     * What is wrong with an object, each with its place; empty when nothing is.
     *
     * @throws IllegalArgumentException when there is no schema of its kind
     */
    List<String> errors(String document) throws IOException {
        JsonNode object = YAML.readTree(document);
        String kind =
                object.path("apiVersion").asString() + "/" + object.path("kind").asString();
        Schema schema = known.get(kind);
        if (schema == null) {
            schema = read(kind);
            known.put(kind, schema);
        }
        return schema.validate(object.toString(), InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static Schema read(String kind) throws IOException {
        String name = "/schemas/" + kind.replace('/', '_') + ".json";
        try (InputStream file = KindSchemas.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("There is no schema of " + kind
                        + "; scripts/check/online/schemas.sh names the kinds that there are.");
            }
            return SCHEMAS.getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }
}
