package com.kaldrix.monitoring.anomaly.plot;

/** Letters of five by seven dots, each dot two pixels wide and high. What is no ASCII is drawn as a box. */
final class Letters {
    private static final int DOT = 2;
    private static final int COLUMNS = 5;
    private static final int ADVANCE = COLUMNS + 1;
    /** Pixels for each unit of the picture. */
    private static final double PIXELS = 2;

    private static final int BASELINE = 7;
    private static final int FIRST = ' ';
    private static final int LAST = '~';
    private static final String BOX = "7f4141417f";

    /** Five columns for each letter from the blank to the tilde, each a byte whose lowest bit is the topmost dot. */
    private static final String DOTS = "0000000000" + "00005f0000" + "0007000700" + "147f147f14" + "242a7f2a12"
            + "2313086462" + "3649562050" + "0008070300" + "001c224100" + "0041221c00" + "2a1c7f1c2a" + "08083e0808"
            + "0080703000" + "0808080808" + "0000606000" + "2010080402" + "3e5149453e" + "00427f4000" + "7249494946"
            + "2141494d33" + "1814127f10" + "2745454539" + "3c4a494931" + "4121110907" + "3649494936" + "464949291e"
            + "0000140000" + "0040340000" + "0008142241" + "1414141414" + "0041221408" + "0201590906" + "3e415d594e"
            + "7c1211127c" + "7f49494936" + "3e41414122" + "7f4141413e" + "7f49494941" + "7f09090901" + "3e41415173"
            + "7f0808087f" + "00417f4100" + "2040413f01" + "7f08142241" + "7f40404040" + "7f021c027f" + "7f0408107f"
            + "3e4141413e" + "7f09090906" + "3e4151215e" + "7f09192946" + "2649494932" + "03017f0103" + "3f4040403f"
            + "1f2040201f" + "3f4038403f" + "6314081463" + "0304780403" + "6159494d43" + "007f414141" + "0204081020"
            + "004141417f" + "0402010204" + "4040404040" + "0003070800" + "2054547840" + "7f28444438" + "3844444428"
            + "384444287f" + "3854545418" + "00087e0902" + "18a4a49c78" + "7f08040478" + "00447d4000" + "2040403d00"
            + "7f10284400" + "00417f4000" + "7c04780478" + "7c08040478" + "3844444438" + "fc18242418" + "18242418fc"
            + "7c08040408" + "4854545424" + "04043f4424" + "3c4040207c" + "1c2040201c" + "3c4030403c" + "4428102844"
            + "4c9090907c" + "4464544c44" + "0008364100" + "0000770000" + "0041360800" + "0201020402";

    /** Takes a pixel. */
    @FunctionalInterface
    interface Pixels {
        void set(int x, int y);
    }

    private Letters() {}

    /** In units of the picture. */
    static double width(String text) {
        return text.codePointCount(0, text.length()) * ADVANCE * DOT / PIXELS;
    }

    /** @param bottom the line on which letters stand */
    static void draw(String text, long left, long bottom, boolean bold, Pixels pixels) {
        long x = left;
        for (int letter : text.codePoints().toArray()) {
            for (int column = 0; column < COLUMNS; column++) {
                int dots = column(letter, column);
                for (int row = 0; row < 8; row++) {
                    if ((dots >> row & 1) != 0) {
                        dot(x + (long) column * DOT, bottom + (long) (row - BASELINE) * DOT, bold, pixels);
                    }
                }
            }
            x += (long) ADVANCE * DOT;
        }
    }

    private static void dot(long x, long y, boolean bold, Pixels pixels) {
        for (int dx = 0; dx < (bold ? DOT + 1 : DOT); dx++) {
            for (int dy = 0; dy < DOT; dy++) {
                pixels.set((int) (x + dx), (int) (y + dy));
            }
        }
    }

    private static int column(int letter, int column) {
        boolean known = letter >= FIRST && letter <= LAST;
        String dots = known ? DOTS : BOX;
        int at = (known ? (letter - FIRST) * COLUMNS : 0) + column;
        return Integer.parseInt(dots.substring(2 * at, 2 * at + 2), 16);
    }
}
