package com.kaldrix.monitoring.common.secret;

/**
 * A text that must not be seen: its {@link #toString} hides it, so that it cannot reach a log, an error or an answer.
 *
 * @param value the text itself
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "<secret>";
    }
}
