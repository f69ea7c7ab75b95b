package com.kaldrix.monitoring.anomaly.file;

/** A file that cannot be read as what it should be. The message is a sentence for a person with file, line and column. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInput(String file, int line, int column, String what) {
        super("%s, line %d, column %d: %s".formatted(file, line, column, what));
    }

    public BadInput(String sentence) {
        super(sentence);
    }
}
