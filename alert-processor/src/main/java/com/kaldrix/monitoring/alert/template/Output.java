package com.kaldrix.monitoring.alert.template;

/** Where a template writes to. */
interface Output {
    /** Words of the template itself. */
    void words(String text);

    /** A value that the template shows. */
    void value(Object value);

    /** How much there is, in UTF-16 units. */
    int length();

    /** All that was written. */
    String text();

    /** Text, in which nothing has a meaning of its own. */
    static Output plain() {
        return new Output() {
            private final StringBuilder out = new StringBuilder();

            @Override
            public void words(String text) {
                out.append(text);
            }

            @Override
            public void value(Object value) {
                out.append(Values.print(value));
            }

            @Override
            public int length() {
                return out.length();
            }

            @Override
            public String text() {
                return out.toString();
            }
        };
    }
}
