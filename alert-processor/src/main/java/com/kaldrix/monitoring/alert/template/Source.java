package com.kaldrix.monitoring.alert.template;

/**
 * A text that holds templates.
 *
 * @param name the file or field that it stands in
 * @param text all of it
 */
record Source(String name, String text) {
    TemplateException problem(int offset, String reason) {
        return problem(offset, reason, false);
    }

    /** For what no data make work. */
    TemplateException unbounded(int offset, String reason) {
        return problem(offset, reason, true);
    }

    private TemplateException problem(int offset, String reason, boolean unbounded) {
        int end = Math.min(offset, text.length());
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i + 1;
        }
        return new TemplateException(name, line, end - start + 1, reason, unbounded);
    }
}
