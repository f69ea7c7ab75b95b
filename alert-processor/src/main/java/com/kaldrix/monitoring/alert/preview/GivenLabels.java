package com.kaldrix.monitoring.alert.preview;

import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.problem.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads names and values of a request's body. */
final class GivenLabels {
    private GivenLabels() {}

    /**
     * @param at JSON pointer to the object
     * @param errors to which is added what is wrong
     * @return what is right
     */
    static Labels read(String at, @Nullable Map<String, @Nullable String> given, List<FieldError> errors) {
        Labels read = Labels.empty();
        if (given == null) {
            return read;
        }
        for (Map.Entry<String, @Nullable String> entry : given.entrySet()) {
            String pointer = at + "/" + entry.getKey().replace("~", "~0").replace("/", "~1");
            String value = entry.getValue();
            if (value == null) {
                errors.add(new FieldError(pointer, "must be a text"));
                continue;
            }
            try {
                read = read.with(entry.getKey(), value);
            } catch (IllegalArgumentException e) {
                errors.add(new FieldError(pointer, String.valueOf(e.getMessage())));
            }
        }
        return read;
    }
}
