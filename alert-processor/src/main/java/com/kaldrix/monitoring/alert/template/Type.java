package com.kaldrix.monitoring.alert.template;

import java.time.Duration;
import java.util.Optional;

/** What is known of a value before there is one. */
enum Type {
    ANY("a value"),
    NIL("nil"),
    STRING("string"),
    BOOL("bool"),
    INT("int"),
    FLOAT("float64"),
    TIME("time.Time"),
    DURATION("time.Duration"),
    DATA("Data"),
    ALERTS("Alerts"),
    ALERT("Alert"),
    KV("KV"),
    PAIRS("Pairs"),
    PAIR("Pair"),
    STRINGS("[]string"),
    /** A text that is HTML already. */
    HTML("template.HTML"),
    /** A text that is a safe address. */
    URL("template.URL");

    private final String shown;

    Type(String shown) {
        this.shown = shown;
    }

    static Type of(Object value) {
        return switch (value) {
            case String ignored -> STRING;
            case Boolean ignored -> BOOL;
            case Long ignored -> INT;
            case Double ignored -> FLOAT;
            case GoTime ignored -> TIME;
            case Duration ignored -> DURATION;
            case TemplateData ignored -> DATA;
            case TemplateData.Alert ignored -> ALERT;
            case Values.Alerts ignored -> ALERTS;
            case Values.Kv ignored -> KV;
            case Values.Pairs ignored -> PAIRS;
            case Values.Pair ignored -> PAIR;
            case Values.Strings ignored -> STRINGS;
            case Values.Html ignored -> HTML;
            case Values.Url ignored -> URL;
            default -> NIL;
        };
    }

    /** What it holds, if it is a list or a map. */
    Optional<Type> element() {
        return switch (this) {
            case ALERTS -> Optional.of(ALERT);
            case PAIRS -> Optional.of(PAIR);
            case STRINGS, KV -> Optional.of(STRING);
            case INT -> Optional.of(INT);
            case ANY -> Optional.of(ANY);
            default -> Optional.empty();
        };
    }

    /** Whether a value of this type, as far as it is known, may stand where that one is asked for. */
    boolean fits(Type wanted) {
        return this == wanted || this == ANY || wanted == ANY || (wanted == STRING && (this == HTML || this == URL));
    }

    /** What is known of a value that is of either type. */
    Type or(Type other) {
        return this == other ? this : ANY;
    }

    /** As messages call it. */
    String shown() {
        return shown;
    }
}
