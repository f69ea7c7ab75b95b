package com.kaldrix.monitoring.metrics.ingest.scrape.text;

/** Which bytes may stand in names that need no quotes. */
final class Characters {
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte COLON = 4;
    private static final byte[] KINDS = new byte[256];

    static {
        for (int c = 0; c < 26; c++) {
            KINDS['a' + c] = LETTER;
            KINDS['A' + c] = LETTER;
        }
        for (int c = '0'; c <= '9'; c++) {
            KINDS[c] = DIGIT;
        }
        KINDS['_'] = LETTER;
        KINDS[':'] = COLON;
    }

    private Characters() {}

    static boolean beginsMetric(byte b) {
        return (KINDS[b & 0xff] & (LETTER | COLON)) != 0;
    }

    static boolean inMetric(byte b) {
        return KINDS[b & 0xff] != 0;
    }

    static boolean beginsLabel(byte b) {
        return KINDS[b & 0xff] == LETTER;
    }

    static boolean inLabel(byte b) {
        return (KINDS[b & 0xff] & (LETTER | DIGIT)) != 0;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
