package com.kaldrix.monitoring.alert.template;

/** Says what is wrong with a template, and where in it: found when it is read, or when it meets data that it does not fit. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String template;
    private final int line;
    private final int column;
    private final String reason;
    private final boolean unbounded;

    /**
     * @param template the file or the field that it stands in
     * @param line from 1
     * @param column from 1, counted in UTF-16 units
     * @param reason what is wrong
     */
    public TemplateException(String template, int line, int column, String reason) {
        this(template, line, column, reason, false);
    }

    TemplateException(String template, int line, int column, String reason, boolean unbounded) {
        super(template + ":" + line + ":" + column + ": " + reason);
        this.template = template;
        this.line = line;
        this.column = column;
        this.reason = reason;
        this.unbounded = unbounded;
    }

    public String template() {
        return template;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public String reason() {
        return reason;
    }

    /** Whether a bound was met: no data make this template work. */
    boolean unbounded() {
        return unbounded;
    }
}
