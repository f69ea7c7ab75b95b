package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Writes for people: lines that fit the terminal, with colour only where that is a terminal. */
final class Screen {
    private static final int USUAL_WIDTH = 100;
    private static final int LEAST_WIDTH = 80;
    private static final int MOST_WIDTH = 120;
    private static final String WIPE = "\r\033[K";
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;
    private final int width;

    /** How a line is meant. */
    enum Tone {
        NORMAL(""),
        /** What happens in the story. */
        CAUSE("\033[1m"),
        /** Less important. */
        QUIET("\033[2m"),
        GOOD("\033[32m"),
        BAD("\033[1;31m");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    Screen(PrintStream out, boolean terminal, boolean colour, int width) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour;
        this.width = Math.clamp(width, LEAST_WIDTH, MOST_WIDTH);
    }

    /** Standard output. */
    static Screen onTerminal() {
        var console = System.console();
        boolean terminal = console != null && console.isTerminal();
        boolean colour = terminal && System.getenv("NO_COLOR") == null;
        return new Screen(System.out, terminal, colour, terminal ? terminalWidth() : USUAL_WIDTH);
    }

    int width() {
        return width;
    }

    /** A line, cut where it does not fit. */
    synchronized void line(Tone tone, String text) {
        String fitting = fit(text, width);
        out.print(terminal ? WIPE : "");
        out.println(colour && !tone.code.isEmpty() ? tone.code + fitting + PLAIN : fitting);
        out.flush();
    }

    /** What is true at this moment only; shown where a person watches, until the next line takes its place. */
    synchronized void status(String text) {
        if (terminal) {
            out.print(WIPE + fit(text, width));
            out.flush();
        }
    }

    /** A line. */
    void line(String text) {
        line(Tone.NORMAL, text);
    }

    /** A paragraph, broken between words; further lines are indented. */
    void paragraph(Tone tone, String indent, String text) {
        String rest = text;
        String before = "";
        while (before.length() + rest.length() > width) {
            int end = rest.lastIndexOf(' ', width - before.length());
            if (end <= 0) {
                break;
            }
            line(tone, before + rest.substring(0, end));
            rest = rest.substring(end + 1);
            before = indent;
        }
        line(tone, before + rest);
    }

    /** Cuts a text to a length, with three dots where something is missing, in what standard output can show. */
    String fit(String text, int length) {
        String shown = StandardCharsets.UTF_8.equals(charset())
                ? text
                : text.replace('×', 'x').replace('·', '-');
        return shown.length() <= length ? shown : shown.substring(0, length - 3) + "...";
    }

    private Charset charset() {
        return out.charset();
    }

    private static int terminalWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            boolean ended = stty.waitFor(Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
            return ended && size.length == 2 && size[1].matches("[1-9]\\d{0,4}")
                    ? Integer.parseInt(size[1])
                    : USUAL_WIDTH;
        } catch (IOException unknown) {
            return USUAL_WIDTH;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }
}
