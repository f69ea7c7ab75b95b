package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.silence.SilenceDraft;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The body of {@code POST /api/v2/silences}, read as Alertmanager and the framework around it read it. Of what is missing all is
 * named, where Alertmanager names the first.
 */
final class SilenceBody {
    private static final int LONGEST = 1024 * 1024;
    private static final int MISSING = 602;
    private static final int TOO_FEW = 612;
    private static final List<String> NEEDED = List.of("comment", "createdBy", "endsAt", "matchers", "startsAt");
    private static final List<String> MATCHER_NEEDS = List.of("isRegex", "name", "value");
    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final JsonNode body;

    private SilenceBody(JsonNode body) {
        this.body = body;
    }

    /**
     * Reads a body.
     *
     * @throws Refused if it is no silence at all
     */
    static SilenceBody of(String text) {
        if (text.isBlank()) {
            throw Refused.field(MISSING, "silence in body is required");
        }
        JsonNode body;
        try {
            body = new BoundedJson(LONGEST).read(text);
        } catch (UnreadableJson e) {
            throw Refused.unreadable("silence", "the body " + e.getMessage());
        }
        if (!body.isObject()) {
            throw Refused.unreadable("silence", "the body is no object");
        }
        return new SilenceBody(body);
    }

    /** The id of the silence that is to be changed; empty for a new one. */
    String id() {
        return text(body, "id", "id");
    }

    /** @throws Refused with all that is missing, or with the first field that cannot be read */
    SilenceDraft draft() {
        JsonNode matchers = body.path("matchers");
        if (!matchers.isMissingNode() && !matchers.isNull() && !matchers.isArray()) {
            throw Refused.unreadable("silence", "matchers is no list");
        }
        List<String> missing = new ArrayList<>();
        for (String name : NEEDED) {
            if (!body.hasNonNull(name)) {
                missing.add(name);
            }
            if (name.equals("matchers")) {
                missing.addAll(missingInMatchers(matchers));
            }
        }
        if (!missing.isEmpty()) {
            throw Refused.field(
                    MISSING,
                    missing.stream().map(name -> name + " in body is required").collect(Collectors.joining("; ")));
        }
        if (matchers.isEmpty()) {
            throw Refused.field(TOO_FEW, "matchers in body should have at least 1 items");
        }
        String comment = text(body, "comment", "comment");
        String createdBy = text(body, "createdBy", "createdBy");
        Instant startsAt = time("startsAt");
        Instant endsAt = time("endsAt");
        List<Matcher> all = new ArrayList<>();
        for (int i = 0; i < matchers.size(); i++) {
            all.add(matcher(i, matchers.get(i)));
        }
        return new SilenceDraft(new Matchers(all), startsAt, endsAt, createdBy, comment);
    }

    private static List<String> missingInMatchers(JsonNode matchers) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < matchers.size(); i++) {
            JsonNode matcher = matchers.get(i);
            if (!matcher.isObject()) {
                throw Refused.unreadable("silence", "matchers." + i + " is no object");
            }
            for (String name : MATCHER_NEEDS) {
                if (!matcher.hasNonNull(name)) {
                    missing.add("matchers." + i + "." + name);
                }
            }
        }
        return missing;
    }

    private static Matcher matcher(int index, JsonNode node) {
        String where = "matchers." + index + ".";
        boolean regex = flag(node, "isRegex", where);
        boolean equal = !node.hasNonNull("isEqual") || flag(node, "isEqual", where);
        Operator operator =
                regex ? equal ? Operator.MATCHES : Operator.NOT_MATCHES : equal ? Operator.EQUAL : Operator.NOT_EQUAL;
        try {
            return Matcher.of(text(node, "name", where + "name"), operator, text(node, "value", where + "value"));
        } catch (IllegalArgumentException e) {
            throw Refused.because("silence invalid: invalid label matcher " + index + ": " + e.getMessage());
        }
    }

    private static boolean flag(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw Refused.unreadable("silence", where + name + " is neither true nor false");
        }
        return value.booleanValue();
    }

    private static String text(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw Refused.unreadable("silence", where + " is no text");
        }
        String text = value.stringValue();
        boolean storable = text.codePoints()
                .noneMatch(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        if (!storable) {
            throw Refused.because("silence invalid: " + where + " is no valid Unicode text without U+0000");
        }
        return text;
    }

    private Instant time(String name) {
        String text = text(body, name, name);
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException notOne) {
            throw Refused.unreadable("silence", name + " is no RFC 3339 time: \"" + brief(text) + "\"");
        }
        throw Refused.because("silence invalid: " + name + " is not within the years 1 to 9999");
    }

    private static String brief(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
