package com.kaldrix.monitoring.deploy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what Kubernetes' model does not know in an object: a slip in a field's name would else go unnoticed. */
final class UnknownFields {
    private static final String MODEL = "io.fabric8.kubernetes";
    private static final String REST = "additionalProperties";

    private UnknownFields() {}

    /** The paths of fields that are not in the model; of objects of other makers' kinds nothing is known. */
    static List<String> in(Object object) throws IllegalAccessException {
        List<String> found = new ArrayList<>();
        if (!(object instanceof GenericKubernetesResource)) {
            look(object, "", found);
        }
        return found;
    }

    private static void look(Object value, String path, List<String> found) throws IllegalAccessException {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                look(entry.getValue(), path + "." + entry.getKey(), found);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                look(list.get(i), path + "[" + i + "]", found);
            }
        } else if (value != null
                && value.getClass().getName().startsWith(MODEL)
                && !value.getClass().isEnum()) {
            for (Class<?> type = value.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
                fields(value, type, path, found);
            }
        }
    }

    private static void fields(Object value, Class<?> type, String path, List<String> found)
            throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            Object content = field.get(value);
            if (!field.getName().equals(REST)) {
                look(content, path + "." + field.getName(), found);
            } else if (content instanceof Map<?, ?> rest) {
                rest.keySet().forEach(key -> found.add(path + "." + key));
            }
        }
    }
}
