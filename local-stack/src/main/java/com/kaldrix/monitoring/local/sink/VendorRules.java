package com.kaldrix.monitoring.local.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Collects what breaks a vendor's rules. */
final class VendorRules {
    private final List<String> errors = new ArrayList<>();

    VendorRules say(boolean wrong, String error) {
        if (wrong) {
            errors.add(error);
        }
        return this;
    }

    /** A text that must be there. */
    VendorRules needs(JsonNode at, String field, int most) {
        say(at.path(field).asString("").isBlank(), "'" + field + "' is missing");
        return atMost(at, field, most);
    }

    /** A text that may be there, counted in characters. */
    VendorRules atMost(JsonNode at, String field, int most) {
        JsonNode value = at.path(field);
        if (!value.isMissingNode() && !value.isNull()) {
            String text = value.asString("");
            say(!value.isString(), "'" + field + "' is no string");
            say(text.codePointCount(0, text.length()) > most, "'" + field + "' is longer than " + most);
        }
        return this;
    }

    VendorRules oneOf(JsonNode at, String field, Set<String> values) {
        JsonNode value = at.path(field);
        return say(
                !value.isMissingNode() && !values.contains(value.asString("")), "'" + field + "' is none of " + values);
    }

    boolean broken() {
        return !errors.isEmpty();
    }

    String text() {
        return String.join("; ", errors);
    }
}
