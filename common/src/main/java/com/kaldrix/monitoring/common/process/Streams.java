package com.kaldrix.monitoring.common.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The standard streams of a command, in UTF-8 whatever the platform thinks. */
public record Streams(PrintStream out, PrintStream err) {
    /** Those of this process. */
    public static Streams ofTheProcess() {
        return new Streams(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }
}
