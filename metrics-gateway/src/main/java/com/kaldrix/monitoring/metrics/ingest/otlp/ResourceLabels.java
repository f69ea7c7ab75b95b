package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.Set;

/**
 * What a resource and a scope give to their series: {@code job} and {@code instance} from the service's attributes, the scope
 * as {@code otel_scope_*}; and the series {@code target_info}, which holds all other attributes of the resource.
 */
final class ResourceLabels {
    private static final String NAMESPACE = "service.namespace";
    private static final String NAME = "service.name";
    private static final String INSTANCE = "service.instance.id";
    private static final Set<String> IDENTITY = Set.of(NAMESPACE, NAME, INSTANCE);

    private final AttributeLabels attributes;
    private final Set<String> promoted;
    private final boolean scopeLabels;

    ResourceLabels(OtlpProperties properties) {
        this.attributes = new AttributeLabels(properties.translationStrategy());
        this.promoted = Set.copyOf(properties.promoteResourceAttributes());
        this.scopeLabels = properties.scopeLabels();
    }

    AttributeLabels attributes() {
        return attributes;
    }

    /** The labels of each series of a resource. */
    LabelSet of(Resource resource) {
        LabelSet labels = new LabelSet();
        if (!promoted.isEmpty()) {
            attributes.add(resource.getAttributesList(), promoted::contains, "", labels);
        }
        return identity(resource, labels);
    }

    /** The labels of each series of a scope. */
    LabelSet of(LabelSet resource, InstrumentationScope scope, String schemaUrl) {
        if (!scopeLabels || scope.getName().isEmpty()) {
            return resource;
        }
        LabelSet labels = resource.copy();
        attributes.add(scope.getAttributesList(), name -> true, "otel_scope_", labels);
        labels.set("otel_scope_name", scope.getName());
        labels.set("otel_scope_version", scope.getVersion());
        return labels.set("otel_scope_schema_url", schemaUrl);
    }

    /** The labels of {@code target_info}; empty when there is nothing to tell, or no telling of whom. */
    LabelSet info(Resource resource) {
        LabelSet labels = new LabelSet();
        attributes.add(resource.getAttributesList(), name -> !IDENTITY.contains(name), "", labels);
        if (labels.isEmpty() || identity(resource, new LabelSet()).isEmpty()) {
            return labels.clear();
        }
        return identity(resource, labels).set(LabelSet.NAME, "target_info");
    }

    private static LabelSet identity(Resource resource, LabelSet labels) {
        String namespace = find(resource.getAttributesList(), NAMESPACE);
        String name = find(resource.getAttributesList(), NAME);
        String instance = find(resource.getAttributesList(), INSTANCE);
        if (!name.isEmpty()) {
            labels.set("job", namespace.isEmpty() ? name : namespace + "/" + name);
        }
        if (!instance.isEmpty()) {
            labels.set("instance", instance);
        }
        return labels;
    }

    private static String find(List<KeyValue> attributes, String key) {
        for (KeyValue attribute : attributes) {
            if (attribute.getKey().equals(key)) {
                return AttributeLabels.text(attribute.getValue());
            }
        }
        return "";
    }
}
